using Marten;
using Npgsql;
using Renewal.Features.Portfolio;
using Renewal.Features.Replay;

namespace Renewal.Features.Store;

/// <summary>How far an asynchronous view has come, and what holds it.</summary>
/// <param name="Seq">Last event worked in.</param>
/// <param name="LastSeq">Last event on file.</param>
/// <param name="Waiting">Age of the oldest event not yet worked in.</param>
/// <param name="Poison">The event that cannot be read, named; null when there is none among those waiting.</param>
public sealed record ViewState(string Name, long Seq, long LastSeq, TimeSpan Waiting, string? Poison)
{
    /// <summary>Far longer than the daemon ever takes between two pages.</summary>
    public bool Stuck => Waiting > TimeSpan.FromMinutes(1);
}

/// <summary>
/// Watches the asynchronous view from outside. A stopped view must be seen and its event named, and the daemon's own record of a failure
/// is not written in every case (an event that cannot be deserialised stops it without a trace in the progress table).
/// </summary>
public sealed class ViewWatch(IDocumentStore store)
{
    private const int LookAhead = 2_000;

    // Younger than this an event is simply on its way.
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(3);

    public async Task<ViewState> LookAsync(CancellationToken ct)
    {
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        var (seq, last, waiting) = await ProgressAsync(connection, ct);
        var poison = waiting > OnItsWay ? await PoisonAsync(connection, seq, ct) : null;
        return new ViewState(PortfolioLineProjection.Progress, seq, last, waiting, poison);
    }

    private static async Task<(long Seq, long Last, TimeSpan Waiting)> ProgressAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            with view as (select coalesce((select last_seq_id from {RenewalStore.Schema}.mt_event_progression where name = $1), 0) as seq)
            select view.seq, coalesce((select max(seq_id) from {RenewalStore.Schema}.mt_events), 0),
                   coalesce(clock_timestamp() - (
                       select timestamp from {RenewalStore.Schema}.mt_events where seq_id > view.seq order by seq_id limit 1),
                            interval '0')
            from view
            """,
            connection);
        command.Parameters.AddWithValue(PortfolioLineProjection.Progress);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetTimeSpan(2));
    }

    private static async Task<string?> PoisonAsync(NpgsqlConnection connection, long seq, CancellationToken ct)
    {
        await foreach (var row in EventRows.ReadAsync(connection, null, seq, seq + LookAhead, ct))
            if (row.Trouble is not null) return row.Trouble;
        return null;
    }
}
