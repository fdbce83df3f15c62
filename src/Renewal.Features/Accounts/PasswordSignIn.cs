using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Renewal.Domain;

namespace Renewal.Features.Accounts;

/// <summary>What became of a try to sign in.</summary>
/// <param name="RetryAfter">Too many wrong tries: how long to wait. The password was not looked at.</param>
public sealed record SignInAttempt(Account? Account, Refusal? Refusal, TimeSpan? RetryAfter = null);

/// <summary>
/// The way in with a password. Whether a name exists or is disabled cannot be told from the answer, nor from how long it takes.
/// </summary>
public sealed class PasswordSignIn(
    UserManager<Account> users, IPasswordHasher<Account> hasher, SignInThrottle throttle, ILogger<PasswordSignIn> log)
{
    // One password takes a core for a tenth of a second. More than this at once would only take the cores from everybody else, and
    // tries that are right but not yet found to be would fill their address's counter.
    private static readonly SemaphoreSlim Hashing = new(Math.Max(2, Environment.ProcessorCount));

    // Something to compare against when there is no account, so that the answer takes as long. Nobody knows its password.
    private static string? _nobody;

    /// <param name="name">As typed.</param>
    /// <param name="source">Where the try comes from: decides what it is counted with.</param>
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

            // Once for each window, and only with a name that is an account's: people do type their password into that field.
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
