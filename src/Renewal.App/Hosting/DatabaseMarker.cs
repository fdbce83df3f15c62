using Npgsql;
using Renewal.Features.Store;

namespace Renewal.App.Hosting;

/// <summary>What a database holds, as far as starting over is concerned.</summary>
public enum DatabaseKind
{
    /// <summary>Nothing of ours, or tables without a single entry.</summary>
    Empty,

    /// <summary>Made by <c>demo</c>: may be thrown away.</summary>
    Demo,

    /// <summary>A real record, or something that is not ours. Never thrown away.</summary>
    Record,
}

/// <summary>
/// The mark that tells a demonstration from a real record: a comment on the schema, so that it lives and dies with the data, wherever
/// that lies. The demonstration writes it before its first table, the served office when it starts.
/// </summary>
public static class DatabaseMarker
{
    private const string Demo = "renewal: demo";
    private const string Record = "renewal: record";

    public static async Task<DatabaseKind> ReadAsync(string connectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            $"""
            select to_regnamespace('{RenewalStore.Schema}') is not null, to_regnamespace('{RenewalStore.MessageSchema}') is not null,
                   obj_description(to_regnamespace('{RenewalStore.Schema}')::oid, 'pg_namespace')
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var (ours, messages) = (reader.GetBoolean(0), reader.GetBoolean(1));
        var mark = reader.IsDBNull(2) ? null : reader.GetString(2);
        await reader.DisposeAsync();
        if (mark == Demo) return DatabaseKind.Demo;
        if (!ours) return messages ? DatabaseKind.Record : DatabaseKind.Empty;
        return mark == Record || await HasEntriesAsync(connection, ct) ? DatabaseKind.Record : DatabaseKind.Empty;
    }

    /// <summary>
    /// Says what the database is for. A role that does not own the schema may not, and need not: it cannot throw it away either.
    /// </summary>
    public static async Task WriteAsync(string connectionString, bool demo, CancellationToken ct)
    {
        // Asked first where a refusal is expected: the attempt would stand as an error in the server's log at every start.
        var owner = $"(select nspowner from pg_namespace where nspname = '{RenewalStore.Schema}')";
        var mayNot = demo ? "false" : $"not pg_has_role({owner}, 'usage')";
        try
        {
            await RunAsync(connectionString, $"""
                do $mark$ begin
                    if {mayNot} then return; end if;
                    create schema if not exists {RenewalStore.Schema};
                    comment on schema {RenewalStore.Schema} is '{(demo ? Demo : Record)}';
                end $mark$
                """, ct);
        }
        catch (PostgresException refused) when (!demo && refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // Somebody else keeps this schema; there is nothing to say.
        }
    }

    /// <summary>Whether a server or command of ours has this database open right now, other than by this connection.</summary>
    public static async Task<bool> IsInUseAsync(string connectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            "select exists (select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() "
            + "and (application_name = $1 or starts_with(application_name, $1 || ' ')))", connection);
        command.Parameters.AddWithValue(Database.Name);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Removes everything a demonstration made. Asks for the mark once more, so that no caller can forget to.</summary>
    /// <exception cref="InvalidOperationException">It is not marked as a demonstration.</exception>
    public static async Task EraseDemoAsync(string connectionString, CancellationToken ct)
    {
        if (await ReadAsync(connectionString, ct) != DatabaseKind.Demo)
            throw new InvalidOperationException("Only a demonstration may be erased.");
        await RunAsync(connectionString, $"""
            drop schema {RenewalStore.Schema} cascade;
            drop schema if exists {RenewalStore.MessageSchema} cascade;
            """, ct);
        NpgsqlConnection.ClearAllPools();
    }

    private static async Task<bool> HasEntriesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        foreach (var table in new[] { "mt_events", "mt_doc_account" })
        {
            await using var asks = new NpgsqlCommand($"select to_regclass('{RenewalStore.Schema}.{table}') is not null", connection);
            if (!(bool)(await asks.ExecuteScalarAsync(ct))!) continue;
            await using var looks = new NpgsqlCommand($"select exists (select from {RenewalStore.Schema}.{table})", connection);
            if ((bool)(await looks.ExecuteScalarAsync(ct))!) return true;
        }

        return false;
    }

    private static async Task RunAsync(string connectionString, string statements, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(statements, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
