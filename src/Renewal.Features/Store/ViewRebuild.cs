using Marten;
using Npgsql;

namespace Renewal.Features.Store;

/// <summary>Writes a view anew from all events. Only while nothing else writes: what is recorded meanwhile would be missing.</summary>
public static class ViewRebuild
{
    // The framework gives up after five minutes otherwise, with the view half written.
    private static readonly TimeSpan LongEnough = TimeSpan.FromDays(1);

    /// <param name="view">The name of its projection.</param>
    public static async Task RunAsync(IDocumentStore store, string view, CancellationToken ct)
    {
        using var daemon = await store.BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync(view, LongEnough, ct);
        if (view == nameof(AreaCard)) await FillKeysAsync(store, ct);
    }

    // The framework writes these rows with the event that sets the code, and not again in a rebuild: an area without one is not found.
    private static async Task FillKeysAsync(IDocumentStore store, CancellationToken ct)
    {
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            $"""
            insert into {RenewalStore.Schema}.mt_natural_key_areacard (natural_key_value, stream_id)
            select keyvalue, id from {RenewalStore.Schema}.mt_doc_areacard c where keyvalue <> '' and not exists (
              select from {RenewalStore.Schema}.mt_natural_key_areacard k where k.stream_id = c.id)
            on conflict do nothing
            """,
            connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
