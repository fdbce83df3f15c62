using JasperFx;
using Marten;
using Npgsql;
using Wolverine.Persistence.Durability;

namespace Renewal.Features.Store;

/// <summary>
/// The explicit step that makes or updates the database schema, and the guards that keep history as it was written. Run it with a
/// role that may create things; the application itself needs none of those rights afterwards.
/// </summary>
public static class SchemaSetup
{
    public static async Task ApplyAsync(IDocumentStore store, IMessageStore messages, CancellationToken ct)
    {
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate);
        await messages.Admin.MigrateAsync(AutoCreate.CreateOrUpdate);
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        await using var guards = new NpgsqlCommand(Guards, connection);
        await guards.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Lets a role run the application, and no more: it can append to history, not change it.</summary>
    public static async Task GrantAsync(IDocumentStore store, string role, CancellationToken ct)
    {
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        await using var quote = new NpgsqlCommand("select quote_ident($1)", connection) { Parameters = { new() { Value = role } } };
        var quoted = (string)(await quote.ExecuteScalarAsync(ct))!;
        await using var grants = new NpgsqlCommand(Grants(quoted), connection);
        await grants.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Whether the schema is there; the application says what to do when it is not.</summary>
    public static async Task<bool> IsThereAsync(string connectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            $"""
            select to_regclass('{RenewalStore.Schema}.mt_events') is not null
               and to_regclass('{Accounts.AccountSchema.CookieKeys}') is not null
               and to_regproc('{RenewalStore.Schema}.guard_timestamp') is not null
            """,
            connection);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Whether the connected role may create a schema in this database.</summary>
    public static async Task<bool> MayCreateAsync(string connectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            $"""
            select has_database_privilege(current_database(), 'CREATE')
               and coalesce((select pg_has_role(nspowner, 'USAGE') from pg_namespace where nspname = '{RenewalStore.Schema}'), true)
            """,
            connection);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    // Triggers rather than rights alone: they also stop the owner, and deletes that would cascade from mt_streams.
    private const string Guards =
        $"""
        create or replace function {RenewalStore.Schema}.deny_change() returns trigger language plpgsql as $$
        begin
          raise exception '{RenewalStore.Schema}.% is append-only (%)', tg_table_name, tg_op using errcode = '42501';
        end $$;
        create or replace trigger zz_append_only before update or delete on {RenewalStore.Schema}.mt_events
          for each row execute function {RenewalStore.Schema}.deny_change();
        create or replace trigger zz_append_only_truncate before truncate on {RenewalStore.Schema}.mt_events
          for each statement execute function {RenewalStore.Schema}.deny_change();
        create or replace trigger zz_keep before delete on {RenewalStore.Schema}.mt_streams
          for each row execute function {RenewalStore.Schema}.deny_change();

        create or replace function {RenewalStore.Schema}.guard_timestamp() returns trigger language plpgsql as $$
        begin
          raise exception 'event timestamp % is not now (%): the clock of the application is off, or the time was set by hand',
            new.timestamp, clock_timestamp() using errcode = '22008';
        end $$;
        create or replace trigger zz_guard_timestamp before insert on {RenewalStore.Schema}.mt_events for each row
          when (new.timestamp not between clock_timestamp() - interval '5 s' and clock_timestamp() + interval '5 s')
          execute function {RenewalStore.Schema}.guard_timestamp();

        -- Files of areas and imports are long and written anew as a whole: lz4 packs them in a fraction of the time the default takes.
        do $$ begin
          alter table {RenewalStore.Schema}.mt_doc_areacard alter column data set compression lz4;
          alter table {RenewalStore.Schema}.mt_doc_portfolioline alter column data set compression lz4;
          alter table {RenewalStore.Schema}.mt_doc_importpreview alter column data set compression lz4;
        exception when feature_not_supported then
          null; -- This server was built without it.
        end $$;
        """;

    private static string Grants(string role) =>
        $"""
        grant usage on schema {RenewalStore.Schema} to {role};
        grant select, insert, update, delete on all tables in schema {RenewalStore.Schema} to {role};
        revoke update, delete, truncate on {RenewalStore.Schema}.mt_events from {role};
        revoke delete, truncate on {RenewalStore.Schema}.mt_streams from {role};
        grant usage, select on all sequences in schema {RenewalStore.Schema} to {role};
        grant usage on schema {RenewalStore.MessageSchema} to {role};
        grant select, insert, update, delete on all tables in schema {RenewalStore.MessageSchema} to {role};
        grant usage, select on all sequences in schema {RenewalStore.MessageSchema} to {role};
        grant execute on all functions in schema {RenewalStore.MessageSchema} to {role};
        grant execute on all functions in schema {RenewalStore.Schema} to {role};
        """;
}
