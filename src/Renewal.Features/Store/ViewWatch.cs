using Npgsql;
using Renewal.Features.Portfolio;
using Renewal.Features.Replay;

namespace Renewal.Features.Store;

/// <summary>How far an asynchronous view has come, and what holds it.</summary>
/// <param name="Seq">Last event worked in.</param>
/// <param name="LastSeq">Last event on file.</param>
/// <param name="Waiting">Age of the oldest event not yet worked in.</param>
/// <param name="Next">The event it would work in next, by place and name; null when none is waiting.</param>
/// <param name="Poison">The event that cannot be worked in, named; null when there is none among those waiting.</param>
public sealed record ViewState(string Name, long Seq, long LastSeq, TimeSpan Waiting, string? Next, string? Poison)
{
    /// <summary>Far longer than the daemon ever takes between two pages.</summary>
    public bool Stuck => Waiting > TimeSpan.FromMinutes(1);
}

/// <summary>
/// Watches the asynchronous view from outside. A stopped view must be seen and its event named, and the daemon's own record of a failure
/// is not written in every case (an event that cannot be deserialised stops it without a trace in the progress table).
/// </summary>
public sealed class ViewWatch(StoreProbe probe)
{
    private const int LookAhead = 2_000;

    // Younger than this an event is simply on its way.
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(3);

    /// <param name="stopped">It is known to have stopped: the event it may have stopped at is looked for at once.</param>
    public async Task<ViewState> LookAsync(bool stopped, CancellationToken ct)
    {
        await using var connection = await probe.OpenAsync(ct);
        var state = await ProgressAsync(connection, ct);
        return stopped || state.Waiting > OnItsWay ? state with { Poison = await PoisonAsync(connection, state.Seq, ct) } : state;
    }

    private static async Task<ViewState> ProgressAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            with view as (select coalesce((select last_seq_id from {RenewalStore.Schema}.mt_event_progression where name = $1), 0) as seq)
            select view.seq, coalesce((select max(seq_id) from {RenewalStore.Schema}.mt_events), 0),
                   coalesce(clock_timestamp() - next.timestamp, interval '0'), format('seq %s (%s)', next.seq_id, next.type)
            from view left join lateral (
                select seq_id, type, timestamp from {RenewalStore.Schema}.mt_events
                where seq_id > view.seq order by seq_id limit 1) next on true
            """,
            connection);
        command.Parameters.AddWithValue(PortfolioLineProjection.Progress);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var (seq, last) = (reader.GetInt64(0), reader.GetInt64(1));
        var next = seq < last ? reader.GetString(3) : null;
        return new ViewState(PortfolioLineProjection.Progress, seq, last, reader.GetTimeSpan(2), next, Poison: null);
    }

    private static async Task<string?> PoisonAsync(NpgsqlConnection connection, long seq, CancellationToken ct)
    {
        await foreach (var row in EventRows.ReadAsync(connection, null, seq, seq + LookAhead, ct))
            if (row.Trouble is not null) return row.Trouble;
        return null;
    }
}
