using Marten;
using Renewal.Domain;
using Renewal.Domain.Access;

namespace Renewal.Features.Accounts;

public sealed partial class Accounts
{
    /// <summary>A code expires soon, because it is meant to be used at once.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Creates a one-time code for a lost or missing password and invalidates earlier codes. The old password works until the new one
    /// is set, so a code created by mistake locks nobody out.
    /// </summary>
    /// <param name="endTokens"> Ends the account's tokens at once, and those created until the code is used: whoever has the old
    /// password may have created them.
    /// </param>
    public Task<AccountResult<Invitation>> ResetAsync(string name, CancellationToken ct, bool endTokens = true) =>
        AloneAsync<Invitation>(async session =>
        {
            if (await FindAsync(name, ct) is not { } account) return Refusals.AccountUnknown(name);
            if (account.Demo) return Refusals.AccountDemo(account.Name);
            if (account.Disabled) return Refusals.AccountDisabled(account.Name);
            session.DeleteWhere<WelcomeLink>(link => link.AccountId == account.Id);
            var invitation = Invite(session, account, endTokens);
            if (endTokens) await EndTokensAsync(session, account.Id, ct);
            return invitation;
        }, ct);

    /// <summary>The code that creates the first administrator; null when an account exists.</summary>
    public async Task<(string Code, DateTimeOffset ExpiresAt)?> FirstLinkAsync(CancellationToken ct)
    {
        await using var held = await AccountLock.AcquireAsync(store, ct);
        if (await AnyAsync(ct)) return null;
        var made = Link(held.Session, null);
        await held.Session.SaveChangesAsync(ct);
        return made;
    }

    /// <summary>Finds the account of a code without using the code up, so that a link preview cannot use it up.</summary>
    public async Task<AccountResult<LinkOwner>> OpenLinkAsync(string code, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var link = await session.LoadAsync<WelcomeLink>(Secrets.Hash(code), ct);
        if (link is null || time.GetUtcNow() >= link.ExpiresAt) return Refusals.LinkInvalid;
        if (link.AccountId is not { } id) return await AnyAsync(ct) ? Refusals.LinkInvalid : new LinkOwner(null);
        return await session.LoadAsync<Account>(id, ct) is { Disabled: false } account
            ? new LinkOwner(account, link.EndsTokens) : Refusals.LinkInvalid;
    }

    /// <summary>Sets the password with a link and uses it up. Name and display name matter for the first administrator only.</summary>
    public Task<AccountResult<Account>> UseLinkAsync(string code, string name, string displayName, string password, CancellationToken ct) =>
        AloneAsync<Account>(async session =>
        {
            var opened = await OpenLinkAsync(code, ct);
            if (opened.Refusal is { } invalid) return invalid;
            var account = opened.Value!.Account;
            var first = account is null;
            account ??= New(AccountRules.Normalise(name), displayName.Trim(), Role.Admin, []);
            if (first && AccountRules.Check(account.Name, account.DisplayName, Role.Admin, []) is { } refusal) return refusal;
            if (first && await FindAsync(account.Name, ct) is not null) return Refusals.AccountExists(account.Name);
            if (PasswordRules.Check(password, words.For(account)) is { } weak) return weak;

            SetPassword(session, account, password);
            if (first) session.Insert(account);
            else session.UpdateExpectedVersion(account, account.Version);
            session.Delete<WelcomeLink>(Secrets.Hash(code));
            if (opened.Value.EndsTokens) await EndTokensAsync(session, account.Id, ct);
            if (first) session.DeleteWhere<WelcomeLink>(link => link.AccountId == null);
            return account;
        }, ct);

    /// <summary>Sets a new password after the current one was checked. Every other session of the account ends.</summary>
    /// <param name="endTokens">Ends the account's tokens too: whoever knew the old password may have created them.</param>
    public Task<AccountResult<Account>> ChangePasswordAsync(string name, string password, CancellationToken ct, bool endTokens = true) =>
        UpdateAsync(name, (session, account) =>
        {
            if (PasswordRules.Check(password, words.For(account)) is { } weak) return weak;
            SetPassword(session, account, password);
            return null;
        }, ct, endTokens);

    private void SetPassword(IDocumentSession session, Account account, string password)
    {
        account.PasswordHash = hasher.HashPassword(account, password);
        account.SecurityStamp = Secrets.Random();
        session.DeleteWhere<SignInSession>(open => open.AccountId == account.Id);
    }

    private Invitation Invite(IDocumentSession session, Account account, bool endsTokens = false)
    {
        var (code, expires) = Link(session, account.Id, endsTokens);
        return new Invitation(account, code, expires);
    }

    private (string Code, DateTimeOffset ExpiresAt) Link(IDocumentSession session, Guid? accountId, bool endsTokens = false)
    {
        var (code, now) = (Secrets.Random(), time.GetUtcNow());
        session.DeleteWhere<WelcomeLink>(link => link.ExpiresAt < now);
        session.Store(new WelcomeLink
        {
            Id = Secrets.Hash(code),
            AccountId = accountId,
            EndsTokens = endsTokens,
            ExpiresAt = now + LinkLife,
        });
        return (code, now + LinkLife);
    }
}

/// <summary>The account of a one-time code, or null for the first administrator.</summary>
/// <param name="EndsTokens">Using the link ends the account's tokens.</param>
public sealed record LinkOwner(Account? Account, bool EndsTokens = false);
