using Marten;

namespace Renewal.Features.Accounts;

/// <summary>
/// Browsers that are signed in. Asked at every request, together with the account, in one round trip: so a new role, a disabled
/// account and a sign-out elsewhere hold from the next request on.
/// </summary>
public sealed class Sessions(IDocumentStore store, TimeProvider time)
{
    /// <summary>However busy: after this long a person signs in again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>Unused for this long, a session ends.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>Opens a session and answers its secret, for the cookie.</summary>
    public async Task<string> OpenAsync(Account account, CancellationToken ct)
    {
        var secret = Secrets.Random();
        var now = time.GetUtcNow();
        var over = now - Longest;
        await using var session = store.LightweightSession();
        session.DeleteWhere<SignInSession>(open => open.StartedAt < over);
        session.Store(new SignInSession
        {
            Id = Secrets.Hash(secret),
            AccountId = account.Id,
            SecurityStamp = account.SecurityStamp,
            StartedAt = now,
        });
        await session.SaveChangesAsync(ct);
        return secret;
    }

    /// <summary>Whose session this is, as the account stands now; null when it is over.</summary>
    public async Task<Account?> FindAsync(string secret, Guid accountId, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var batch = session.CreateBatchQuery();
        var finding = batch.Load<SignInSession>(Secrets.Hash(secret));
        var loading = batch.Load<Account>(accountId);
        await batch.Execute(ct);
        var (open, account) = (await finding, await loading);
        return open is not null && account is { Disabled: false } && open.AccountId == account.Id
            && open.SecurityStamp == account.SecurityStamp && time.GetUtcNow() < open.StartedAt + Longest
            ? account : null;
    }

    public async Task CloseAsync(string secret, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        session.Delete<SignInSession>(Secrets.Hash(secret));
        await session.SaveChangesAsync(ct);
    }
}
