using Marten;
using Npgsql;

namespace Renewal.Features.Accounts;

/// <summary>
/// Counts tries to sign in, in the database: over all nodes, and in one statement, so that a hundred tries at once are a hundred.
/// A try is counted before the password is looked at. Keys are digests: people do type passwords into the name field.
/// </summary>
public sealed class SignInThrottle(IDocumentStore store)
{
    /// <summary>From one address. A street office behind one gateway address still gets in.</summary>
    public const int MostPerAddress = 30;

    /// <summary>For one name from anywhere, whether there is such an account or not; more than the lockout takes.</summary>
    public const int MostPerName = 10;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const string Count =
        $"""
        insert into {AccountSchema.TriesTable} as t (key, tries, since) values ($1, 1, now())
        on conflict (key) do update set
          tries = case when t.since < now() - $2 then 1 else t.tries + 1 end,
          since = case when t.since < now() - $2 then now() else t.since end
        returning tries, extract(epoch from since + $2 - now())::float8
        """;

    /// <summary>Counts this try. Null: go on; else how long to wait.</summary>
    public async Task<TimeSpan?> TakeAsync(string address, string name, CancellationToken ct)
    {
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        return await TakeAsync(connection, Key("address", address), MostPerAddress, ct)
            ?? await TakeAsync(connection, Key("name", name), MostPerName, ct);
    }

    /// <summary>After the right password this name starts anew. The address does not: one own account would buy unlimited tries.</summary>
    public async Task ForgetAsync(string name, CancellationToken ct)
    {
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            $"delete from {AccountSchema.TriesTable} where key = $1 or since < now() - interval '1 day'", connection)
        {
            Parameters = { new() { Value = Key("name", name) } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<TimeSpan?> TakeAsync(NpgsqlConnection connection, string key, int most, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Count, connection)
        {
            Parameters = { new() { Value = key }, new() { Value = Window } },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return reader.GetInt32(0) <= most ? null : TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(reader.GetDouble(1))));
    }

    private static string Key(string kind, string value) => $"{kind}:{Secrets.Hash(value)}";
}
