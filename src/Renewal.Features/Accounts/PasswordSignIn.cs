using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Renewal.Domain;

namespace Renewal.Features.Accounts;

/// <summary>The result of a sign-in attempt.</summary>
/// <param name="RetryAfter">Too many failed attempts: how long to wait. The password was not checked.</param>
public sealed record SignInAttempt(Account? Account, Refusal? Refusal, TimeSpan? RetryAfter = null);

/// <summary>Signs in with a password. Neither the result nor its duration tells whether an account exists or is disabled.</summary>
public sealed class PasswordSignIn(
    UserManager<Account> users, IPasswordHasher<Account> hasher, SignInThrottle throttle, ILogger<PasswordSignIn> log)
{
    // Hashing one password takes a core for a tenth of a second. More at once would block other requests, and correct attempts that
    // still wait would fill the counter of their address.
    private static readonly SemaphoreSlim Hashing = new(Math.Max(2, Environment.ProcessorCount));

    // Hashed when there is no account, so that the response takes as long. Nobody knows its password.
    private static string? _nobody;

    /// <param name="name">As typed.</param>
    /// <param name="source">Where the attempt comes from; selects its counters.</param>
    public async Task<SignInAttempt> TryAsync(string name, string password, SignInSource source, CancellationToken ct)
    {
        name = AccountRules.Normalise(name);
        await Hashing.WaitAsync(ct);
        try
        {
            var (ticket, wait) = await throttle.TakeAsync(source, name, ct);
            if (ticket is null) return new SignInAttempt(null, Throttled(wait), wait);
            var account = AccountRules.IsName(name) ? await users.FindByNameAsync(name) : null;
            if (await IsRightAsync(account, password) && account is { Disabled: false })
            {
                await throttle.SucceedAsync(ticket, source, name, ct);
                return new SignInAttempt(account, null);
            }

            // Logged once per window, and only for names of existing accounts: people sometimes type their password into that field.
            if (ticket.CrossesNameLimit && account is not null)
                log.LogWarning("Many wrong passwords for {Account} from addresses it never signed in from; they are slowed down", name);
            return new SignInAttempt(null, Refusals.SignInFailed);
        }
        finally
        {
            Hashing.Release();
        }
    }

    private static Refusal Throttled(TimeSpan wait) => Refusals.SignInThrottled((int)Math.Ceiling(wait.TotalMinutes));

    private async Task<bool> IsRightAsync(Account? account, string password)
    {
        _nobody ??= hasher.HashPassword(new Account(), Secrets.Random());
        if (password.Length > PasswordRules.Longest) return false;
        if (account?.PasswordHash is not null) return await users.CheckPasswordAsync(account, password);
        hasher.VerifyHashedPassword(new Account(), _nobody, password);
        return false;
    }
}
