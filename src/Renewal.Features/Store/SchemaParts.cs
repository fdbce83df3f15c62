using Marten;
using Npgsql;
using Renewal.Features.Timelines;
using Weasel.Core;
using Weasel.Core.Migrations;
using Weasel.Postgresql.Functions;
using Weasel.Postgresql.Tables;
using Wolverine.Persistence.Durability;

namespace Renewal.Features.Store;

/// <summary>One thing the program needs in its database: a table, a column, a trigger, a right.</summary>
/// <param name="Kind">
/// schema, table, column, index, constraint, sequence, counter (of a serial column), function, trigger, or right.
/// </param>
/// <param name="Of">The table, sequence or function concerned; empty for the schema itself.</param>
/// <param name="Member">The column, index, constraint, trigger or right of it; empty for the object itself.</param>
public sealed record SchemaPart(string Kind, string Schema, string Of, string Member)
{
    /// <summary>As an administrator would name it: <c>column renewal.mt_streams.version</c>.</summary>
    public override string ToString() => (Kind, Of, Member) switch
    {
        ("schema", _, _) => $"schema {Schema}",
        ("right", "", _) => $"right {Member} on schema {Schema}",
        ("right", _, _) => $"right {Member} on {Schema}.{Of}",
        (_, _, "") => $"{Kind} {Schema}.{Of}",
        _ => $"{Kind} {Schema}.{Of}.{Member}",
    };
}

/// <summary>
/// Everything the program needs in its database, read from the configuration of the store and of the message storage, so that new
/// tables and columns are checked without another list. Other objects in the same schemas are ignored: a newer release may have added
/// them.
/// </summary>
public sealed class SchemaParts
{
    private readonly HashSet<SchemaPart> parts = [];

    private SchemaParts()
    {
    }

    public IReadOnlyCollection<SchemaPart> All => parts;

    public static SchemaParts Of(IDocumentStore store, IMessageStore messages)
    {
        var described = new SchemaParts();
        foreach (var schema in new[] { RenewalStore.Schema, RenewalStore.MessageSchema })
        {
            described.Add("schema", schema, "", "");
            described.Add("right", schema, "", "usage");
        }

        foreach (var found in store.Storage.AllObjects().Concat(((IDatabase)messages).AllObjects())) described.Add(found);
        foreach (var function in Guards.Functions.Keys) described.AddFunction(RenewalStore.Schema, function);
        foreach (var column in (string[])["", "id", "made_at", "is_only"])
            described.Add(column.Length == 0 ? "table" : "column", RenewalStore.Schema, DatabaseIdentity.Table, column);
        described.Add("constraint", RenewalStore.Schema, DatabaseIdentity.Table, $"{DatabaseIdentity.Table}_pkey");
        described.Add("right", RenewalStore.Schema, DatabaseIdentity.Table, "select");
        foreach (var column in WorkedInReleases.Columns.Prepend(""))
            described.Add(column.Length == 0 ? "table" : "column", RenewalStore.Schema, WorkedInReleases.Table, column);
        described.Add("constraint", RenewalStore.Schema, WorkedInReleases.Table, $"{WorkedInReleases.Table}_pkey");
        foreach (var right in RoleRights.On(RenewalStore.Schema, WorkedInReleases.Table))
            described.Add("right", RenewalStore.Schema, WorkedInReleases.Table, right);
        described.AddFunction(RenewalStore.Schema, WorkedInReleases.Check);
        foreach (var table in StreamType.All.SelectMany(type => type.Timelines)) described.AddTimeline(table);
        foreach (var index in TimelineIndexes.All) described.Add("index", RenewalStore.Schema, index.Table.Name, index.Name);
        foreach (var function in TimelineSchema.Functions) described.AddFunction(RenewalStore.Schema, function);
        foreach (var trigger in Guards.Triggers) described.Add("trigger", RenewalStore.Schema, trigger.Table, trigger.Name);
        return described;
    }

    /// <summary>What is missing, or may not be used by the connected role. Reads the catalog only, in a few milliseconds.</summary>
    public async Task<IReadOnlyList<SchemaPart>> MissingAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var wanted = parts.ToArray();
        await using var command = new NpgsqlCommand(MissingSql, connection)
        {
            Parameters =
            {
                new() { Value = wanted.Select(part => part.Kind).ToArray() },
                new() { Value = wanted.Select(part => part.Schema).ToArray() },
                new() { Value = wanted.Select(part => part.Of).ToArray() },
                new() { Value = wanted.Select(part => part.Member).ToArray() },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var missing = new List<SchemaPart>();
        while (await reader.ReadAsync(ct))
            missing.Add(new SchemaPart(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        return missing;
    }

    private void Add(ISchemaObject found)
    {
        var (schema, name) = (found.Identifier.Schema, found.Identifier.Name);
        switch (found)
        {
            case Table table:
                AddTable(table, schema, name);
                break;
            case Weasel.Postgresql.Sequence:
                Add("sequence", schema, name, "");
                Add("right", schema, name, "usage");
                break;
            case Function { IsRemoved: false }:
                AddFunction(schema, name);
                break;
            case Function:
                break;
            default:
                // A library that begins to use another kind of object must not go unchecked.
                throw new NotSupportedException($"The schema check does not know {found.GetType().FullName} ({schema}.{name}).");
        }
    }

    private void AddTable(Table table, string schema, string name)
    {
        Add("table", schema, name, "");
        foreach (var column in table.Columns)
        {
            Add("column", schema, name, column.Name);
            // A counter behind a serial column is an object of its own, with a right of its own.
            if (column.Type.Contains("serial", StringComparison.OrdinalIgnoreCase)) Add("counter", schema, name, column.Name);
        }

        if (table.PrimaryKeyColumns.Count > 0) Add("constraint", schema, name, table.PrimaryKeyName);
        foreach (var key in table.ForeignKeys) Add("constraint", schema, name, key.Name);
        foreach (var index in table.Indexes) Add("index", schema, name, index.Name);
        foreach (var right in RoleRights.On(schema, name)) Add("right", schema, name, right);
    }

    private void AddTimeline(TimelineTable table)
    {
        Add("table", RenewalStore.Schema, table.Name, "");
        foreach (var column in (string[])[table.Stream, "valid", "known", .. table.Columns.Select(column => column.Name)])
            Add("column", RenewalStore.Schema, table.Name, column);
        foreach (var right in RoleRights.On(RenewalStore.Schema, table.Name)) Add("right", RenewalStore.Schema, table.Name, right);
    }

    private void AddFunction(string schema, string name)
    {
        Add("function", schema, name, "");
        Add("right", schema, name, "execute");
    }

    private void Add(string kind, string schema, string of, string member) => parts.Add(new SchemaPart(kind, schema, of, member));

    // Joins rather than ::regclass, which fails instead of answering where the role may not even look into the schema. What belongs to a
    // missing table or schema is not named again.
    private const string MissingSql =
        """
        select w.kind, w.schema, w.name, w.member
        from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality as w(kind, schema, name, member, place)
        left join pg_namespace n on n.nspname = w.schema
        left join pg_class c on c.relnamespace = n.oid and c.relname = w.name and c.relkind in ('r', 'p', 'S')
        left join lateral (
          select bool_and(has_function_privilege(p.oid, 'execute')) as executable
          from pg_proc p where w.name <> '' and p.pronamespace = n.oid and p.proname = w.name) f on true
        where not case
          when w.kind = 'schema' then n.oid is not null
          when n.oid is null then true
          when w.kind = 'right' and w.name = '' then has_schema_privilege(n.oid, w.member)
          when w.kind = 'function' then f.executable is not null
          when w.kind = 'right' and w.member = 'execute' then coalesce(f.executable, true)
          when w.kind in ('table', 'sequence') then c.oid is not null
          when c.oid is null then true
          when w.kind = 'right' and c.relkind = 'S' then has_sequence_privilege(c.oid, w.member)
          when w.kind = 'right' then has_table_privilege(c.oid, w.member)
          when w.kind = 'column' then exists (
            select from pg_attribute a where a.attrelid = c.oid and a.attname = w.member and not a.attisdropped)
          when w.kind = 'counter' then exists (
            select from pg_attribute a
            join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = c.oid and d.refobjsubid = a.attnum
            join pg_class s on s.oid = d.objid and d.classid = 'pg_class'::regclass and s.relkind = 'S'
            where a.attrelid = c.oid and a.attname = w.member and has_sequence_privilege(s.oid, 'usage'))
          when w.kind = 'index' then exists (
            select from pg_index i join pg_class x on x.oid = i.indexrelid
            where i.indrelid = c.oid and x.relname = w.member and i.indisvalid)
          when w.kind = 'constraint' then exists (
            select from pg_constraint k where k.conrelid = c.oid and k.conname = w.member)
          when w.kind = 'trigger' then exists (
            select from pg_trigger t where t.tgrelid = c.oid and t.tgname = w.member and t.tgenabled in ('O', 'A'))
        end
        order by w.place
        """;
}
