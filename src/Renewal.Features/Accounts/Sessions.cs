using Marten;

namespace Renewal.Features.Accounts;

/// <summary>
/// Sessions of signed-in browsers. Loaded at every request together with the account in one round trip, so a new role, a disabled
/// account or a sign-out elsewhere takes effect with the next request.
/// </summary>
public sealed class Sessions(IDocumentStore store, TimeProvider time)
{
    /// <summary>The longest session, used or not.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>An unused session ends after this time.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>Opens a session and returns its secret, for the cookie.</summary>
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

    /// <summary>The account of a session as it is now; null when the session has ended.</summary>
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
