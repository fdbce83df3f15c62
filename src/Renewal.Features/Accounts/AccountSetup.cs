using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Renewal.Features.Accounts;

/// <summary>What every host needs to know accounts: the serving one and a command alike.</summary>
public static class AccountSetup
{
    public const int TriesBeforeLockout = 5;

    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(5);

    public static void AddAccounts(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ILookupNormalizer, LowerCase>();
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        // OWASP's figure for PBKDF2 with HMAC-SHA-512; Identity's own default is lower.
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
        services.AddIdentityCore<Account>(options =>
        {
            options.Lockout.MaxFailedAccessAttempts = TriesBeforeLockout;
            options.Lockout.DefaultLockoutTimeSpan = Lockout;
            options.User.AllowedUserNameCharacters = "";
        }).AddUserStore<AccountStore>();
        services.AddSingleton<Accounts>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SignInThrottle>();
        services.AddScoped<PasswordDoor>();
    }

    private sealed class LowerCase : ILookupNormalizer
    {
        public string? NormalizeName(string? name) => name is null ? null : AccountRules.Normalise(name);

        public string? NormalizeEmail(string? email) => email;
    }
}
