using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Renewal.App.Hosting;
using Renewal.Features.Store;
using Wolverine.Persistence.Durability;

namespace Renewal.Features.Tests.Store;

public sealed class When_part_of_the_schema_is_missing(RestrictedRoleFixture fixture) : IClassFixture<RestrictedRoleFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("drop table renewal.milestone_timeline", "table renewal.milestone_timeline")]
    // A table that a later release brought: an old schema under a new build.
    [InlineData("drop table renewal.request_keys", "table renewal.request_keys")]
    [InlineData("drop table wolverine.wolverine_dead_letters", "table wolverine.wolverine_dead_letters")]
    [InlineData("alter table renewal.mt_streams drop column version", "column renewal.mt_streams.version")]
    [InlineData("alter table wolverine.wolverine_nodes drop column capabilities", "column wolverine.wolverine_nodes.capabilities")]
    [InlineData("drop function renewal.mt_quick_append_events", "function renewal.mt_quick_append_events")]
    [InlineData("drop function renewal.guard_timestamp cascade",
        "function renewal.guard_timestamp", "trigger renewal.mt_events.zz_guard_timestamp")]
    [InlineData("drop trigger zz_keep on renewal.mt_streams", "trigger renewal.mt_streams.zz_keep")]
    [InlineData("alter table renewal.mt_events disable trigger zz_append_only", "trigger renewal.mt_events.zz_append_only")]
    [InlineData("drop index renewal.mt_doc_areadocument_idx_name", "index renewal.mt_doc_areadocument.mt_doc_areadocument_idx_name")]
    [InlineData("drop index renewal.pk_mt_events_stream_and_version", "index renewal.mt_events.pk_mt_events_stream_and_version")]
    [InlineData("alter table renewal.mt_events drop constraint pkey_mt_events_seq_id",
        "constraint renewal.mt_events.pkey_mt_events_seq_id")]
    [InlineData("drop sequence renewal.mt_events_sequence cascade", "sequence renewal.mt_events_sequence")]
    [InlineData("revoke insert on renewal.mt_doc_areadocument from ROLE", "right insert on renewal.mt_doc_areadocument")]
    [InlineData("revoke select on wolverine.wolverine_nodes from ROLE", "right select on wolverine.wolverine_nodes")]
    [InlineData("revoke execute on function renewal.mt_quick_append_events from public, ROLE",
        "right execute on renewal.mt_quick_append_events")]
    [InlineData("revoke usage on sequence renewal.mt_events_sequence from ROLE", "right usage on renewal.mt_events_sequence")]
    [InlineData("revoke usage on sequence wolverine.wolverine_nodes_node_number_seq from ROLE",
        "counter wolverine.wolverine_nodes.node_number")]
    [InlineData("revoke usage on schema wolverine from ROLE", "right usage on schema wolverine")]
    [InlineData("drop schema wolverine cascade", "schema wolverine")]
    public async Task it_is_named_and_nothing_else(string damage, params string[] named)
    {
        using var host = CommandHost.Build(new AppSettings { ConnectionString = fixture.Owner, Serving = false });
        var parts = Parts(host.Services);
        await using var connection = new NpgsqlConnection(fixture.Owner);
        await connection.OpenAsync(Ct);
        await using var undone = await connection.BeginTransactionAsync(Ct);
        await RunAsync(connection, $"set local role {fixture.Role}");
        Assert.Empty(await parts.MissingAsync(connection, Ct));
        await RunAsync(connection, "set local role none");
        await RunAsync(connection, damage.Replace("ROLE", fixture.Role, StringComparison.Ordinal));
        await RunAsync(connection, $"set local role {fixture.Role}");

        Assert.Equal(named, (await parts.MissingAsync(connection, Ct)).Select(part => part.ToString()));
    }

    [Fact]
    public async Task everything_the_schema_step_makes_is_looked_for()
    {
        using var host = CommandHost.Build(new AppSettings { ConnectionString = fixture.Owner, Serving = false });
        var known = Parts(host.Services).All.Select(part => part.ToString()).ToHashSet();
        await using var connection = new NpgsqlConnection(fixture.Owner);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(
            """
            with ours as (select oid, nspname from pg_namespace where nspname in ('renewal', 'wolverine'))
            select format('%s %s.%s', case relkind when 'S' then 'sequence' else 'table' end, nspname, relname)
            from ours join pg_class c on relnamespace = ours.oid
            where relkind in ('r', 'p') or relkind = 'S' and not exists (select from pg_depend where objid = c.oid and deptype = 'a')
            union all
            select format('column %s.%s.%s', nspname, relname, attname) from ours join pg_class c on relnamespace = ours.oid
            join pg_attribute on attrelid = c.oid and attnum > 0 and not attisdropped where relkind in ('r', 'p')
            union all
            select format('index %s.%s.%s', nspname, t.relname, i.relname) from ours join pg_class t on t.relnamespace = ours.oid
            join pg_index x on x.indrelid = t.oid join pg_class i on i.oid = x.indexrelid where not x.indisprimary and not x.indisexclusion
            union all
            select format('constraint %s.%s.%s', nspname, relname, conname) from ours join pg_class c on relnamespace = ours.oid
            join pg_constraint on conrelid = c.oid where contype in ('p', 'f', 'u')
            union all
            select format('trigger %s.%s.%s', nspname, relname, tgname) from ours join pg_class c on relnamespace = ours.oid
            join pg_trigger on tgrelid = c.oid where not tgisinternal
            union all
            select format('function %s.%s', nspname, proname) from ours join pg_proc on pronamespace = ours.oid
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var made = new List<string>();
        while (await reader.ReadAsync(Ct)) made.Add(reader.GetString(0));

        Assert.True(made.Count > 200, $"{made.Count}");
        Assert.Equal([], made.Except(known));
    }

    [Fact]
    public async Task an_older_program_starts_on_a_newer_schema()
    {
        await fixture.OwnerRunsAsync(
            """
            create table renewal.mt_doc_of_a_later_release (id uuid primary key, data jsonb not null);
            alter table renewal.mt_streams add column of_a_later_release integer;
            create function renewal.of_a_later_release() returns integer language sql as 'select 1'
            """);
        await using var app = RestrictedRoleFixture.Build(fixture.Limited);
        await app.EnsureSchemaAsync(Ct);
        await fixture.OwnerRunsAsync(
            """
            drop table renewal.mt_doc_of_a_later_release;
            alter table renewal.mt_streams drop column of_a_later_release;
            drop function renewal.of_a_later_release()
            """);
    }

    [Fact]
    public async Task no_column_asks_for_a_compression_that_another_server_may_not_have()
    {
        await using var connection = new NpgsqlConnection(fixture.Owner);
        await connection.OpenAsync(Ct);
        await using var own = await connection.BeginTransactionAsync(Ct);
        // As an earlier version left them; pglz stands for lz4, which this server may not know either.
        await RunAsync(connection, "alter table renewal.mt_doc_areadocument alter column data set compression pglz");
        await own.CommitAsync(Ct);
        await using var app = RestrictedRoleFixture.Build(fixture.Owner);
        await app.EnsureSchemaAsync(Ct);

        await using var columns = new NpgsqlCommand(
            "select count(*) from pg_attribute where attcompression <> '' and attrelid = 'renewal.mt_doc_areadocument'::regclass",
                connection);
        Assert.Equal(0L, await columns.ExecuteScalarAsync(Ct));
    }

    private static SchemaParts Parts(IServiceProvider services) =>
        SchemaParts.Of(services.GetRequiredService<IDocumentStore>(), services.GetRequiredService<IMessageStore>());

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
