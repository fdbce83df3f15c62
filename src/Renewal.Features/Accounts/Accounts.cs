using JasperFx;
using Marten;
using Microsoft.AspNetCore.Identity;
using Renewal.Domain;
using Renewal.Domain.Access;

namespace Renewal.Features.Accounts;

/// <summary>Creates and changes accounts with their roles and jurisdictions. Used by pages and command line.</summary>
public sealed partial class Accounts(
    IDocumentStore store, IPasswordHasher<Account> hasher, GuessableWords words, TimeProvider time)
{
    /// <summary>Adds an account without a password and returns a one-time code to set one.</summary>
    public async Task<AccountResult<Invitation>> AddAsync(
        string name, string displayName, Role role, IReadOnlyCollection<string> jurisdictions, CancellationToken ct)
    {
        (name, displayName) = (AccountRules.Normalise(name), displayName.Trim());
        if (AccountRules.Check(name, displayName, role, jurisdictions) is { } refusal) return refusal;
        return await AloneAsync<Invitation>(async session =>
        {
            if (await FindAsync(name, ct) is not null) return Refusals.AccountExists(name);
            var account = New(name, displayName, role, jurisdictions);
            session.Insert(account);
            return Invite(session, account);
        }, ct);
    }

    /// <summary>Changes display name, role and jurisdictions, effective with the person's next request.</summary>
    public Task<AccountResult<Account>> ChangeAsync(
        string name, string displayName, Role role, IReadOnlyCollection<string> jurisdictions, CancellationToken ct) =>
        UpdateAsync(name, (_, account) =>
        {
            if ((AccountRules.CheckDisplayName(displayName.Trim()) ?? AccountRules.CheckRights(role, jurisdictions)) is { } refusal)
                return refusal;
            (account.DisplayName, account.Role, account.Jurisdictions) = (displayName.Trim(), role.Code, [.. jurisdictions.Distinct()]);
            return null;
        }, ct);

    /// <summary>Ends every session, token and code of the account at once; enabling it again does not restore tokens.</summary>
    public Task<AccountResult<Account>> DisableAsync(string name, CancellationToken ct) =>
        UpdateAsync(name, (session, account) =>
        {
            account.Disabled = true;
            account.SecurityStamp = Secrets.Random();
            session.DeleteWhere<SignInSession>(open => open.AccountId == account.Id);
            session.DeleteWhere<AccessToken>(token => token.AccountId == account.Id);
            session.DeleteWhere<WelcomeLink>(link => link.AccountId == account.Id);
            return null;
        }, ct);

    public Task<AccountResult<Account>> EnableAsync(string name, CancellationToken ct) =>
        UpdateAsync(name, (_, account) =>
        {
            account.Disabled = false;
            return null;
        }, ct);

    public async Task<Account?> FindAsync(string name, CancellationToken ct)
    {
        name = AccountRules.Normalise(name);
        await using var session = store.QuerySession();
        return await session.Query<Account>().FirstOrDefaultAsync(account => account.Name == name, ct);
    }

    public async Task<IReadOnlyList<Account>> ListAsync(CancellationToken ct)
    {
        await using var session = store.QuerySession();
        return await session.Query<Account>().OrderBy(account => account.Name).ToListAsync(ct);
    }

    /// <summary>Whether any account exists, demo accounts not counted.</summary>
    public async Task<bool> AnyAsync(CancellationToken ct)
    {
        await using var session = store.QuerySession();
        return await session.Query<Account>().AnyAsync(account => !account.Demo, ct);
    }

    /// <summary>Creates missing demo accounts. They never have a password.</summary>
    public async Task SeedDemoAsync(
        IEnumerable<(string Name, string DisplayName, Role Role, string[] Jurisdictions)> people,
        CancellationToken ct)
    {
        await using var held = await AccountLock.AcquireAsync(store, ct);
        foreach (var (name, displayName, role, jurisdictions) in people)
        {
            if (await FindAsync(name, ct) is not null) continue;
            var account = New(name, displayName, role, jurisdictions);
            account.Demo = true;
            held.Session.Insert(account);
        }
        await held.Session.SaveChangesAsync(ct);
    }

    private Account New(string name, string displayName, Role role, IEnumerable<string> jurisdictions) => new()
    {
        Id = Guid.CreateVersion7(),
        Name = name,
        DisplayName = displayName,
        Role = role.Code,
        Jurisdictions = [.. jurisdictions.Distinct()],
        SecurityStamp = Secrets.Random(),
        CreatedAt = time.GetUtcNow(),
    };

    private Task<AccountResult<Account>> UpdateAsync(
        string name, Func<IDocumentSession, Account, Refusal?> change, CancellationToken ct, bool endTokens = false) =>
        AloneAsync<Account>(async session =>
        {
            if (await FindAsync(name, ct) is not { } account) return Refusals.AccountUnknown(name);
            if (account.Demo) return Refusals.AccountDemo(account.Name);
            var wasAdmin = LetsOthersIn(account);
            if (change(session, account) is { } refusal) return refusal;
            if (wasAdmin && !LetsOthersIn(account) && !await IsAnotherAdminAsync(account, ct)) return Refusals.AccountLastAdmin;
            if (endTokens) await EndTokensAsync(session, account.Id, ct);
            session.UpdateExpectedVersion(account, account.Version);
            return account;
        }, ct);

    /// <summary>Looks, decides and writes while nobody else changes accounts; what is refused writes nothing.</summary>
    private async Task<AccountResult<T>> AloneAsync<T>(Func<IDocumentSession, Task<AccountResult<T>>> change, CancellationToken ct)
    {
        while (true)
        {
            await using var held = await AccountLock.AcquireAsync(store, ct);
            var outcome = await change(held.Session);
            if (outcome.Refusal is not null) return outcome;
            try
            {
                await held.Session.SaveChangesAsync(ct);
                return outcome;
            }
            catch (ConcurrencyException)
            {
                // A token's use was noted in between, or a hash renewed, which takes no lock: look again.
            }
        }
    }

    // An administrator without a password cannot sign in.
    private static bool LetsOthersIn(Account account) =>
        account is { Disabled: false, Demo: false, PasswordHash: not null } && account.Role == Role.Admin.Code;

    private async Task<bool> IsAnotherAdminAsync(Account account, CancellationToken ct)
    {
        var (id, admin) = (account.Id, Role.Admin.Code);
        await using var session = store.QuerySession();
        var admins = await session.Query<Account>()
            .Where(other => other.Id != id && other.Role == admin && !other.Disabled).ToListAsync(ct);
        return admins.Any(LetsOthersIn);
    }
}
