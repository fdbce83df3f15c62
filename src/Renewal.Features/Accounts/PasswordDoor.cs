using Microsoft.AspNetCore.Identity;
using Renewal.Domain;

namespace Renewal.Features.Accounts;

/// <summary>What became of a try to sign in.</summary>
/// <param name="RetryAfter">Too many tries: how long to wait.</param>
public sealed record SignInTry(Account? Account, Refusal? Refusal, TimeSpan? RetryAfter = null);

/// <summary>
/// The way in with a password. Whether a name exists, is locked or disabled cannot be told from the answer, nor from how long it takes.
/// </summary>
public sealed class PasswordDoor(UserManager<Account> users, IPasswordHasher<Account> hasher, SignInThrottle throttle)
{
    private const int TriesToCount = 10;

    // Something to compare against when there is no account, so that the answer takes as long. Nobody knows its password.
    private static string? _nobody;

    public async Task<SignInTry> TryAsync(string name, string password, string address, CancellationToken ct)
    {
        name = AccountRules.Normalise(name);
        if (await throttle.TakeAsync(address, name, ct) is { } wait) return new SignInTry(null, null, wait);
        var account = AccountRules.IsName(name) ? await users.FindByNameAsync(name) : null;
        var right = await IsRightAsync(account, password);
        if (account is null || account.Disabled || await users.IsLockedOutAsync(account)) return Failed;
        if (!right)
        {
            await CountFailureAsync(account);
            return Failed;
        }
        if (account.FailedSignIns > 0) await ForgiveAsync(account);
        await throttle.ForgetAsync(name, ct);
        return new SignInTry(account, null);
    }

    /// <summary>Asks for the present password again before something that matters; counts like a sign-in.</summary>
    public async Task<SignInTry> ConfirmAsync(Account account, string password, string address, CancellationToken ct) =>
        await TryAsync(account.Name, password, address, ct);

    private static SignInTry Failed => new(null, Refusals.SignInFailed);

    private async Task<bool> IsRightAsync(Account? account, string password)
    {
        if (password.Length > PasswordRules.Longest) return false;
        if (account?.PasswordHash is not null) return await users.CheckPasswordAsync(account, password);
        _nobody ??= hasher.HashPassword(new Account(), Secrets.Random());
        hasher.VerifyHashedPassword(new Account(), _nobody, password);
        return false;
    }

    // Two wrong tries in the same moment: the second is counted on what the first one left.
    private async Task CountFailureAsync(Account account)
    {
        Account? current = account;
        for (var i = 0; i < TriesToCount && current is not null; i++)
        {
            if ((await users.AccessFailedAsync(current)).Succeeded) return;
            current = await users.FindByIdAsync(account.Id.ToString());
        }
    }

    private async Task ForgiveAsync(Account account)
    {
        Account? current = account;
        for (var i = 0; i < TriesToCount && current is not null; i++)
        {
            if ((await users.ResetAccessFailedCountAsync(current)).Succeeded) return;
            current = await users.FindByIdAsync(account.Id.ToString());
        }
    }
}
