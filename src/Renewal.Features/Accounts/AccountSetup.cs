using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Renewal.Features.Accounts;

/// <summary>Registers the account services, for the web host and for commands.</summary>
public static class AccountSetup
{
    public static void AddAccounts(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ILookupNormalizer, LowerCaseNormalizer>();
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        // OWASP's figure for PBKDF2 with HMAC-SHA-512; Identity's own default is lower.
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
        services.AddIdentityCore<Account>(options => options.User.AllowedUserNameCharacters = "").AddUserStore<AccountStore>();
        services.AddSingleton(provider =>
        {
            var configuration = provider.GetRequiredService<IConfiguration>();
            return new GuessableWords(
                configuration["Renewal:GuessableWords"], configuration["RENEWAL_PUBLIC_URL"], provider.GetRequiredService<TimeProvider>());
        });
        services.AddSingleton<Accounts>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SignInThrottle>();
        services.AddScoped<PasswordSignIn>();
    }

    private sealed class LowerCaseNormalizer : ILookupNormalizer
    {
        public string? NormalizeName(string? name) => name is null ? null : AccountRules.Normalise(name);

        public string? NormalizeEmail(string? email) => email;
    }
}
