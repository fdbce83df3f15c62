using Npgsql;
using Renewal.Domain.Areas;
using Renewal.Features.Store;

namespace Renewal.Features.Timelines;

/// <summary>
/// Tables, indexes and functions of the bitemporal read side. Created by the schema step; a table whose columns differ from the program
/// is dropped and created again, because its rows follow from the events.
/// </summary>
internal static class TimelineSchema
{
    /// <summary>As people look names up: by pinyin where the server has ICU, else by code points.</summary>
    public const string Pinyin = $"{RenewalStore.Schema}.pinyin";

    // Now and later, as known now: one row for each thing, however many events there are. Queries repeat these words to be given the index.
    // Tests for null instead of upper_inf: the planner has statistics of those, and takes a third of the table for the others.
    public const string KnownNow = "upper(known) is null";
    public const string Current = $"{KnownNow} and upper(valid) is null";
    public const string Past = $"{KnownNow} and upper(valid) is not null";

    /// <summary>Rows known now that hold on a day, but not for good. Both ends, for the index and for the planner's statistics.</summary>
    public static string PastHolding(string day) => $"{KnownNow} and upper(valid) > {day} and lower(valid) <= {day}";

    public static IReadOnlyList<string> Functions { get; } = ["light_on", "areas_as_of", "deadlines_as_of"];

    /// <summary>Creates what is missing; safe to repeat. Returns the tables that are new, and therefore empty.</summary>
    public static async Task<IReadOnlyList<TimelineTable>> ApplyAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var made = new List<TimelineTable>();
        await RunAsync(connection, CollationSql, ct);
        foreach (var table in StreamType.All.SelectMany(type => type.Timelines))
        {
            var columns = await ColumnsAsync(connection, table, ct);
            if (columns == Wanted(table)) continue;
            await RunAsync(connection, $"drop table if exists {table.QualifiedName} cascade; {CreateSql(table)}", ct);
            made.Add(table);
        }

        await RunAsync(connection, TimelineIndexes.Sql, ct);
        await RunAsync(connection, string.Concat(StreamType.All.SelectMany(type => type.Timelines).Select(StatisticsSql)), ct);
        await RunAsync(connection, OneTruthSql, ct);
        await RunAsync(connection, FunctionsSql, ct);
        return made;
    }

    /// <summary>Lets a role read the bitemporal tables and functions, and nothing else.</summary>
    /// <param name="role">Already quoted.</param>
    public static string ReadGrants(string role) =>
        $"""
        grant usage on schema {RenewalStore.Schema} to {role};
        grant select on {string.Join(", ", StreamType.All.SelectMany(type => type.Timelines).Select(t => t.QualifiedName))} to {role};
        {string.Concat(Functions.Select(f => $"grant execute on function {RenewalStore.Schema}.{f} to {role};\n"))}
        """;

    private static string Wanted(TimelineTable table) => string.Join(',',
    [
        $"{table.Stream} uuid not null", "valid daterange not null", "known tstzrange not null",
        .. table.Columns.Select(column => column.Definition),
    ]);

    private static string CreateSql(TimelineTable table) =>
        $"""
        create table {table.QualifiedName} ({Wanted(table)});
        comment on table {table.QualifiedName} is {Quoted(table.Meaning)};
        comment on column {table.QualifiedName}.{table.Stream} is 'Id of the stream.';
        comment on column {table.QualifiedName}.valid is 'Days the row holds for; the upper bound is not included.';
        comment on column {table.QualifiedName}.known is 'Instants at which the record said so; the upper bound is not included.';
        {string.Concat(table.Columns.Select(c => $"comment on column {table.QualifiedName}.{c.Name} is {Quoted(c.Meaning)};\n"))}
        """;

    private const string CollationSql =
        $"""
        do $$ begin
          if to_regcollation('{Pinyin}') is not null then return; end if;
          begin
            create collation {Pinyin} (provider = icu, locale = 'zh-u-co-pinyin');
          exception when feature_not_supported or undefined_object or invalid_parameter_value then
            create collation {Pinyin} from "C"; -- A server built without ICU.
          end;
        end $$;
        """;

    // The database itself refuses two rows that say different things of one area for the same day and the same instant.
    private static readonly string OneTruthSql =
        $"""
        do $$ begin
          if exists (
            select from pg_constraint where conrelid = '{AreaTables.Areas.QualifiedName}'::regclass and contype = 'x') then return;
          end if;
          create extension if not exists btree_gist with schema public;
          alter table {AreaTables.Areas.QualifiedName} add constraint {AreaTables.Areas.Name}_one_truth
            exclude using gist ({AreaTables.Areas.Stream} with =, valid with &&, known with &&);
        exception
          -- Without the extension the tests alone hold it.
          when insufficient_privilege or undefined_file or feature_not_supported then null;
        end $$;
        """;

    private static readonly string FunctionsSql =
        $"""
        drop function if exists {RenewalStore.Schema}.light_on(date, text, text, integer, date, date, date);
        create or replace function {RenewalStore.Schema}.light_on(
          on_day date, status text, stage text, open_obstacles integer, unconfirmed integer, clock_late_from date, plan_late_from date,
          due_soonest date)
        returns text language sql immutable parallel safe as $$
          select case
            when status = 'terminated' then null
            when stage = 'completed' then case when unconfirmed > 0 then 'yellow' else 'green' end
            when on_day >= clock_late_from or on_day >= plan_late_from then 'red'
            when status = 'suspended' or open_obstacles > 0 or unconfirmed > 0 or on_day >= due_soonest - {Lights.WarningDays} then 'yellow'
            else 'green' end
        $$;
        drop function if exists {RenewalStore.Schema}.areas_as_of(date, timestamptz);
        create function {RenewalStore.Schema}.areas_as_of(on_day date, known_at timestamptz)
        returns table (area uuid, {Typed(AreaTables.Areas)}, light text)
        language sql stable parallel safe as $$
          select t.area, {AreaTables.Areas.Listed("t")}, {RenewalStore.Schema}.light_on(
            on_day, t.status, t.stage, t.open_obstacles, t.unconfirmed, t.clock_late_from, t.plan_late_from, t.due_soonest)
          from {AreaTables.Areas.QualifiedName} t where t.valid @> on_day and t.known @> known_at
        $$;
        drop function if exists {RenewalStore.Schema}.deadlines_as_of(date, timestamptz);
        create function {RenewalStore.Schema}.deadlines_as_of(on_day date, known_at timestamptz)
        returns table (area uuid, {Typed(AreaTables.Deadlines)}, days_left integer, late boolean)
        language sql stable parallel safe as $$
          select t.area, {AreaTables.Deadlines.Listed("t")}, t.due_on - on_day,
            on_day > t.due_on and t.applies and (t.type = 'plan' or t.type = 'clock' and t.verified)
          from {AreaTables.Deadlines.QualifiedName} t where t.valid @> on_day and t.known @> known_at and not t.reached
        $$;
        """;

    // How many rows are known now and hold today cannot be told from either bound alone: a third of the rows is known now, and most rows
    // hold today by what was known once. Without this, questions about today are planned for hundreds of times their rows.
    private static string StatisticsSql(TimelineTable table) =>
        $"""
        create statistics if not exists {table.QualifiedName}_ends (mcv) on (upper(known)), (upper(valid)) from {table.QualifiedName};
        create statistics if not exists {table.QualifiedName}_starts on (lower(valid)) from {table.QualifiedName};

        """;

    private static string Typed(TimelineTable table) =>
        string.Join(", ", table.Columns.Select(column => $"{column.Name} {column.Type.Sql}"));

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static async Task<string> ColumnsAsync(NpgsqlConnection connection, TimelineTable table, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select string_agg(
              a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end,
              ',' order by a.attnum)
            from pg_attribute a where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped
            """,
            connection)
        { Parameters = { new() { Value = table.QualifiedName } } };
        return await command.ExecuteScalarAsync(ct) as string ?? "";
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
