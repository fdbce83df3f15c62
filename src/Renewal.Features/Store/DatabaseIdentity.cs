using Marten;
using Marten.Services;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Renewal.Features.Store;

/// <summary>
/// Detects that the database of a running process was replaced: by a restore, an earlier copy, or a standby that had not received
/// everything. System identifier and timeline do not show it. What shows it is the database's oid, the row of
/// <c>renewal.incarnation</c>, and whether the last event this process saw still exists under its number. Checked at every new
/// connection, because no connection survives such a change.
/// </summary>
public sealed partial class DatabaseIdentity(ILogger<DatabaseIdentity> log) : DocumentSessionListenerBase
{
    /// <summary>The table whose one row names this record; it travels with the data.</summary>
    public const string Table = "incarnation";

    /// <summary>How long health reports it.</summary>
    private static readonly TimeSpan Named = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private bool exists;
    private (uint Oid, Guid Incarnation)? known;
    private (long Seq, Guid Id) last;
    private (string What, long AtMs)? replaced;

    /// <summary>What was found, for an hour; null when the database is the one this process knows.</summary>
    public string? Replaced
    {
        get
        {
            lock (gate) return replaced is { } found && Environment.TickCount64 - found.AtMs < Named.TotalMilliseconds ? found.What : null;
        }
    }

    /// <summary>Makes the table with its row.</summary>
    internal const string Sql =
        $"""
        create table if not exists {RenewalStore.Schema}.{Table} (
          id uuid not null default gen_random_uuid(), made_at timestamptz not null default now(),
          is_only boolean not null default true check (is_only), constraint {Table}_pkey primary key (is_only));
        insert into {RenewalStore.Schema}.{Table} default values on conflict do nothing;
        """;

    /// <summary>Checks which database a new connection belongs to.</summary>
    public void Check(NpgsqlConnection connection)
    {
        if (!exists)
        {
            using var looks = Exists(connection);
            if (!(bool)looks.ExecuteScalar()!) return;
        }

        using var command = Question(connection);
        using var reader = command.ExecuteReader();
        if (reader.Read()) Compare(reader);
    }

    /// <summary>As <see cref="Check"/>.</summary>
    public async Task CheckAsync(NpgsqlConnection connection)
    {
        if (!exists)
        {
            await using var looks = Exists(connection);
            if (!(bool)(await looks.ExecuteScalarAsync())!) return;
        }

        await using var command = Question(connection);
        await using var reader = await command.ExecuteReaderAsync();
        if (await reader.ReadAsync()) Compare(reader);
    }

    /// <summary>Remembers the last event that the database acknowledged.</summary>
    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        foreach (var e in commit.GetEvents()) Saw(e.Sequence, e.Id);
        return Task.CompletedTask;
    }

    // Before the schema step there is no table, and the query would log an error for every connection.
    private static NpgsqlCommand Exists(NpgsqlConnection connection) => new(
        $"""
        select coalesce(has_table_privilege(to_regclass('{RenewalStore.Schema}.{Table}'), 'select')
          and has_table_privilege(to_regclass('{RenewalStore.Schema}.mt_events'), 'select'), false)
        """,
        connection);

    private NpgsqlCommand Question(NpgsqlConnection connection)
    {
        (long Seq, Guid Id) seen;
        lock (gate) seen = last;
        return new NpgsqlCommand(
            $"""
            select d.oid, i.id, $1 = 0 or exists (select from {RenewalStore.Schema}.mt_events where seq_id = $1 and id = $2),
                   coalesce(e.seq_id, 0), coalesce(e.id, i.id)
            from {RenewalStore.Schema}.{Table} i join pg_database d on d.datname = current_database()
            left join lateral (select seq_id, id from {RenewalStore.Schema}.mt_events order by seq_id desc limit 1) e on true
            """,
            connection)
        { Parameters = { new() { Value = seen.Seq }, new() { Value = seen.Id } } };
    }

    private void Compare(NpgsqlDataReader reader)
    {
        var now = (Oid: reader.GetFieldValue<uint>(0), Incarnation: reader.GetGuid(1));
        var hasLast = reader.GetBoolean(2);
        lock (gate)
        {
            exists = true;
            var what = known is { } before && before.Incarnation != now.Incarnation ? "it holds another record"
                : !hasLast ? $"event {last.Seq}, which it had acknowledged, is not in it"
                : known is { } same && same.Oid != now.Oid ? "it was dropped and made again, with every event this process saw"
                : null;
            known = now;
            if (what is not null)
            {
                last = default;
                replaced = (what, Environment.TickCount64);
                WasReplaced(what);
            }
        }

        Saw(reader.GetInt64(3), reader.GetGuid(4));
    }

    private void Saw(long seq, Guid id)
    {
        lock (gate) if (seq > last.Seq) last = (seq, id);
    }

    [LoggerMessage(LogLevel.Error, "数据库在运行中被更换或恢复：{What}。请核对恢复点之后的记录。 / The database was replaced or restored under"
        + " this process: {Found}. Look for what was recorded after the point it was restored to.")]
    private partial void WasReplaced(string what, string found);

    private void WasReplaced(string what) => WasReplaced(what, what);
}
