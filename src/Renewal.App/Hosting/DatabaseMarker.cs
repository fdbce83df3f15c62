using Npgsql;
using Renewal.Features.Store;

namespace Renewal.App.Hosting;

/// <summary>What a database contains, to decide whether the demo may erase it.</summary>
public enum DatabaseKind
{
    /// <summary>No Renewal schema, or tables without any event.</summary>
    Empty,

    /// <summary>Created by <c>demo</c>: may be erased.</summary>
    Demo,

    /// <summary>A real record, or another program's data. Never erased.</summary>
    Record,
}

/// <summary>
/// The marker that distinguishes a demo from a real record: a comment on the schema, so that it stays with the data. The demo writes it
/// before its first table, a server when it starts.
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

    /// <summary>Sets the marker. A role that does not own the schema may not set it, and cannot erase the data either.</summary>
    public static async Task WriteAsync(string connectionString, bool demo, CancellationToken ct)
    {
        // The right is checked first, because a failed attempt would be logged as an error at every start.
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
            // Another role owns this schema.
        }
    }

    /// <summary>Whether another process of this program has this database open now.</summary>
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

    /// <summary>Removes everything a demo created. Checks the marker again, so that no caller can forget it.</summary>
    /// <exception cref="InvalidOperationException">It is not marked as a demo.</exception>
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
