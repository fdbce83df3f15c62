using JasperFx;
using Marten;
using Npgsql;
using Renewal.Features.Timelines;
using Wolverine.Persistence.Durability;

namespace Renewal.Features.Store;

/// <summary>
/// The explicit step that creates or updates the database schema and the guard triggers. Run it with a role that may create objects;
/// the application needs none of those rights afterwards.
/// </summary>
public static class SchemaSetup
{
    /// <summary>Creates or updates everything. Returns the views whose tables are new and must be filled from the events.</summary>
    public static async Task<IReadOnlyList<string>> ApplyAsync(IDocumentStore store, IMessageStore messages, CancellationToken ct)
    {
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate);
        await messages.Admin.MigrateAsync(AutoCreate.CreateOrUpdate);
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        await using var guards = new NpgsqlCommand(Guards.Sql + DatabaseIdentity.Sql + WorkedInReleases.Sql + Compression, connection);
        await guards.ExecuteNonQueryAsync(ct);
        return [.. (await TimelineSchema.ApplyAsync(connection, ct)).Select(table => table.Name)];
    }

    /// <summary>Grants a role what the application needs: it can append events, not change them.</summary>
    public static Task GrantAsync(IDocumentStore store, string role, CancellationToken ct) =>
        GrantAsync(store, role, RoleRights.Grants, ct);

    /// <summary>Grants a role read access to the bitemporal tables, for reporting tools. It sees every jurisdiction.</summary>
    public static Task GrantReadAsync(IDocumentStore store, string role, CancellationToken ct) =>
        GrantAsync(store, role, TimelineSchema.ReadGrants, ct);

    private static async Task GrantAsync(IDocumentStore store, string role, Func<string, string> statements, CancellationToken ct)
    {
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        await using var quote = new NpgsqlCommand("select quote_ident($1)", connection) { Parameters = { new() { Value = role } } };
        var quoted = (string)(await quote.ExecuteScalarAsync(ct))!;
        await using var grants = new NpgsqlCommand(statements(quoted), connection);
        await grants.ExecuteNonQueryAsync(ct);
    }

    /// <summary>What the connected role lacks to run this program: see <see cref="SchemaParts"/>.</summary>
    public static async Task<IReadOnlyList<SchemaPart>> MissingAsync(IDocumentStore store, IMessageStore messages, CancellationToken ct)
    {
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        return await SchemaParts.Of(store, messages).MissingAsync(connection, ct);
    }

    /// <summary>Whether everything is missing: no schema step has run on this database.</summary>
    public static bool IsEverything(IReadOnlyList<SchemaPart> missing) =>
        missing.Any(part => part is { Kind: "schema", Schema: RenewalStore.Schema })
        || missing.Count(part => part is { Kind: "table", Of: "mt_events" or "mt_streams" }) == 2;

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

    // Documents of areas and imports are long and rewritten as a whole: lz4 compresses them in a third to a half of the time pglz
    // takes. It is a setting of the database, not of columns: a dump then names no method that the server it is restored on may not
    // have, and columns that an earlier version set to lz4 are set back. See docs/decisions/0022.
    private const string Compression =
        $"""
        do $$
        declare found record;
        begin
          for found in
            select c.oid::regclass as name, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
            join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('{RenewalStore.Schema}', '{RenewalStore.MessageSchema}') and c.relkind = 'r' and a.attcompression <> ''
          loop
            execute format('alter table %s alter column %I set compression default', found.name, found.attname);
          end loop;
          begin
            execute format('alter database %I set default_toast_compression = lz4', current_database());
          exception
            when invalid_parameter_value then null; -- This server was built without lz4.
            when insufficient_privilege then null; -- Not the owner of the database: the server's own default stays.
          end;
        end $$;
        """;
}
