using Marten;
using Npgsql;

namespace Renewal.Features.Accounts;

/// <summary>The counters of a sign-in attempt.</summary>
/// <param name="Address">Of the client, as far as it is known.</param>
/// <param name="Device"> Set when the browser has the device cookie of an earlier sign-in under this name; it then has a counter of its
/// own.
/// </param>
public sealed record SignInSource(string Address, string? Device = null);

/// <summary>An attempt that may check its password; it stays counted unless the password is right.</summary>
/// <param name="Keys">Counters this attempt was added to.</param>
/// <param name="CrossesNameLimit">It is the last attempt of a name from unknown addresses before they are slowed down.</param>
public sealed record CountedAttempt(IReadOnlyList<string> Keys, bool CrossesNameLimit);

/// <summary>
/// Counts failed sign-in attempts in the database, over all nodes. An attempt is counted before the password is checked, so that
/// concurrent ones are counted exactly, and removed when the password was right or another counter refused it. The limits stop an
/// attacker without locking the owner out: docs/decisions/0018. Keys are digests, because people sometimes type passwords into the name
/// field.
/// </summary>
public sealed class SignInThrottle(IDocumentStore store)
{
    /// <summary>For one name from one address, or from one browser that signed in under that name before.</summary>
    public const int MostPerSource = 5;

    /// <summary>From one address for all names together, except those that signed in from it before.</summary>
    public const int MostPerAddress = 30;

    /// <summary>For one name from all addresses it never signed in from; after that, one attempt a minute.</summary>
    public const int MostPerName = 20;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan AddressWindow = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan SlowedTo = TimeSpan.FromMinutes(1);

    /// <summary>How long an address counts as known for a name.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    private const string Count =
        $"""
        insert into {AccountSchema.TriesTable} as t (key, tries, since) values ($1, 1, now())
        on conflict (key) do update set
          tries = case when t.since < now() - $2 then 1 else t.tries + 1 end,
          since = case when t.since < now() - $2 then now() else t.since end
        returning tries, extract(epoch from since + $2 - now())::float8
        """;

    private const string Release = $"update {AccountSchema.TriesTable} set tries = greatest(tries - 1, 0) where key = any($1)";

    /// <summary>Counts this attempt. Returns the counted attempt if the password may be checked, else how long to wait.</summary>
    public async Task<(CountedAttempt? Ticket, TimeSpan Wait)> TakeAsync(SignInSource source, string name, CancellationToken ct)
    {
        var prefix = AddressPrefix.Of(source.Address);
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        List<(string Key, int Most, TimeSpan Window)> counters = source.Device is { } device
            ? [(Key("device", device), MostPerSource, Window)]
            : [(Key("pair", $"{name}\n{prefix}"), MostPerSource, Window)];
        var known = source.Device is not null || await IsKnownAsync(connection, name, prefix, ct);
        if (!known) counters.Insert(0, (Key("address", prefix), MostPerAddress, AddressWindow));

        var taken = new List<string>();
        foreach (var (key, most, window) in counters)
        {
            taken.Add(key);
            if (await AddAsync(connection, key, window, ct) is var (tries, left) && tries > most)
                return await RefuseAsync(connection, taken, left, ct);
        }

        if (known) return (new CountedAttempt(taken, false), default);
        var nameKey = Key("name", name);
        taken.Add(nameKey);
        var (ofName, _) = await AddAsync(connection, nameKey, Window, ct);
        if (ofName <= MostPerName) return (new CountedAttempt(taken, ofName == MostPerName), default);
        // Slowed down, not locked: the counter of this minute stays, whatever the result.
        var (thisMinute, wait) = await AddAsync(connection, Key("slowed", name), SlowedTo, ct);
        return thisMinute == 1 ? (new CountedAttempt(taken, false), default) : await RefuseAsync(connection, taken, wait, ct);
    }

    /// <summary>The password was right: removes the attempt and remembers the address as known for this name.</summary>
    public async Task SucceedAsync(CountedAttempt ticket, SignInSource source, string name, CancellationToken ct)
    {
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        await ReleaseAsync(connection, ticket.Keys, ct);
        await using var remember = new NpgsqlCommand(
            $"""
            with swept as (
              delete from {AccountSchema.TriesTable}
              where key <> $1 and since < now() - (case when key like 'known:%' then $2 else interval '1 day' end))
            insert into {AccountSchema.TriesTable} as t (key, tries, since) values ($1, 0, now())
            on conflict (key) do update set since = now()
            """, connection)
        {
            Parameters = { new() { Value = KnownKey(name, AddressPrefix.Of(source.Address)) }, new() { Value = Remembered } },
        };
        await remember.ExecuteNonQueryAsync(ct);
    }

    private static async Task<(CountedAttempt?, TimeSpan)> RefuseAsync(
        NpgsqlConnection connection, IReadOnlyList<string> taken, TimeSpan wait, CancellationToken ct)
    {
        await ReleaseAsync(connection, taken, ct);
        return (null, wait);
    }

    private static async Task ReleaseAsync(NpgsqlConnection connection, IReadOnlyList<string> keys, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Release, connection) { Parameters = { new() { Value = keys.ToArray() } } };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<bool> IsKnownAsync(NpgsqlConnection connection, string name, string prefix, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"select exists (select 1 from {AccountSchema.TriesTable} where key = $1 and since > now() - $2)", connection)
        {
            Parameters = { new() { Value = KnownKey(name, prefix) }, new() { Value = Remembered } },
        };
        return await command.ExecuteScalarAsync(ct) is true;
    }

    private static async Task<(int Tries, TimeSpan Left)> AddAsync(
        NpgsqlConnection connection, string key, TimeSpan window, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Count, connection)
        {
            Parameters = { new() { Value = key }, new() { Value = window } },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetInt32(0), TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(reader.GetDouble(1)))));
    }

    private static string KnownKey(string name, string prefix) => Key("known", $"{name}\n{prefix}");

    private static string Key(string kind, string value) => $"{kind}:{Secrets.Hash(value)}";
}
