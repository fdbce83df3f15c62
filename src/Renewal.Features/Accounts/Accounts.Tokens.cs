using JasperFx;
using Marten;
using Renewal.Domain;

namespace Renewal.Features.Accounts;

public sealed partial class Accounts
{
    public const int MostTokens = 20;

    private static readonly TimeSpan UseNotedEvery = TimeSpan.FromMinutes(1);

    /// <summary>Creates a key for scripts with the rights the account has when the key is used. The key is shown once.</summary>
    /// <param name="expires">Null: in a year.</param>
    public async Task<AccountResult<NewToken>> CreateTokenAsync(
        string account, string tokenName, DateTimeOffset? expires, CancellationToken ct)
    {
        (tokenName, var now) = (tokenName.Trim(), time.GetUtcNow());
        if (AccountRules.CheckTokenName(tokenName) is { } refusal) return refusal;
        var until = expires ?? now.AddYears(1);
        if (until <= now || until > now + AccountRules.LongestToken) return Refusals.TokenExpiry;
        return await AloneAsync<NewToken>(async session =>
        {
            if (await FindAsync(account, ct) is not { } owner) return Refusals.AccountUnknown(account);
            if (owner.Disabled) return Refusals.AccountDisabled(owner.Name);
            var live = (await TokensAsync(owner.Id, ct)).Where(token => token.IsGood(now)).ToList();
            if (live.Any(token => token.Name == tokenName)) return Refusals.TokenExists(tokenName);
            if (live.Count >= MostTokens) return Refusals.TokenTooMany(MostTokens);

            var key = Secrets.NewToken();
            var made = new AccessToken
            {
                Id = Guid.CreateVersion7(),
                AccountId = owner.Id,
                Name = tokenName,
                Hash = Secrets.Hash(key),
                CreatedAt = now,
                ExpiresAt = until,
            };
            session.Insert(made);
            return new NewToken(made, key);
        }, ct);
    }

    /// <summary>The end of a day in the office's time zone: what "expires on" means.</summary>
    public static DateTimeOffset EndOf(DateOnly day) =>
        new(day == DateOnly.MaxValue ? DateTime.MaxValue.Date : day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8));

    /// <summary>Newest first, including expired ones.</summary>
    public async Task<IReadOnlyList<AccessToken>> TokensAsync(Guid accountId, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        return await session.Query<AccessToken>().Where(token => token.AccountId == accountId)
            .OrderByDescending(token => token.CreatedAt).ToListAsync(ct);
    }

    /// <summary>Takes effect with the next request. Another account's token is treated like one that does not exist.</summary>
    public async Task<Refusal?> RevokeTokenAsync(Guid accountId, Guid tokenId, CancellationToken ct)
    {
        while (true)
        {
            await using var session = store.LightweightSession();
            var token = await session.LoadAsync<AccessToken>(tokenId, ct);
            if (token is null || token.AccountId != accountId) return Refusals.TokenUnknown;
            if (token.RevokedAt is not null) return null;
            token.RevokedAt = time.GetUtcNow();
            session.UpdateExpectedVersion(token, token.Version);
            try
            {
                await session.SaveChangesAsync(ct);
                return null;
            }
            catch (ConcurrencyException)
            {
                // Another request noted its use in between: reload and retry.
            }
        }
    }

    /// <summary>The account of a key; null when the key is unknown, expired or revoked.</summary>
    /// <param name="address">Of the client, for the list of tokens; null when it is not known.</param>
    public async Task<Account?> FindByTokenAsync(string key, CancellationToken ct, string? address = null)
    {
        if (!Secrets.LooksLikeToken(key)) return null;
        var (hash, now) = (Secrets.Hash(key), time.GetUtcNow());
        await using var session = store.QuerySession();
        var token = await session.Query<AccessToken>().FirstOrDefaultAsync(t => t.Hash == hash, ct);
        if (token is null || !token.IsGood(now)) return null;
        var account = await session.LoadAsync<Account>(token.AccountId, ct);
        if (account is not { Disabled: false }) return null;
        if (token.LastUsedAt is not { } last || now - last >= UseNotedEvery) await NoteUseAsync(token, now, address, ct);
        return account;
    }

    /// <summary>
    /// Revoked, not deleted: the list still says which there were. Called under the lock of accounts, which making a token takes too.
    /// </summary>
    private async Task EndTokensAsync(IDocumentSession session, Guid accountId, CancellationToken ct)
    {
        foreach (var token in (await TokensAsync(accountId, ct)).Where(token => token.RevokedAt is null))
        {
            token.RevokedAt = time.GetUtcNow();
            session.UpdateExpectedVersion(token, token.Version);
        }
    }

    private async Task NoteUseAsync(AccessToken token, DateTimeOffset now, string? address, CancellationToken ct)
    {
        (token.LastUsedAt, token.LastUsedFrom) = (now, address is null ? null : AddressPrefix.Of(address));
        await using var session = store.LightweightSession();
        session.UpdateExpectedVersion(token, token.Version);
        try
        {
            await session.SaveChangesAsync(ct);
        }
        catch (ConcurrencyException)
        {
            // Another request noted the use, or revoked the token: keep its version.
        }
    }
}
