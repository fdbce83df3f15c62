using Marten;
using Npgsql;
using NpgsqlTypes;
using Renewal.Domain.Catalogue;

namespace Renewal.Features.Store;

/// <summary>This program cannot go on with the releases of catalogue and calendar that the record has been written with.</summary>
public sealed class ReleaseMismatchException(string message) : InvalidOperationException(message);

/// <summary>
/// The releases of catalogue and calendar that the bitemporal tables have been written with. A release cuts rows at its instant, so the
/// first program that has it writes the tables anew before it serves: see docs/decisions/0027.
/// </summary>
public static class WorkedInReleases
{
    public const string Table = "releases";

    public static IReadOnlyList<string> Columns { get; } = ["name", "published_at", "worked_in_at"];

    // Nothing is recorded at an instant before a release and after it has been worked in: event times are at most 5 s off.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    internal const string Sql =
        $"""
        create table if not exists {RenewalStore.Schema}.{Table} (
          name text not null, published_at timestamptz not null, worked_in_at timestamptz not null default now(),
          constraint {Table}_pkey primary key (name));
        """;

    /// <summary>The views that have to be written anew before this program serves; none where they know every release.</summary>
    /// <exception cref="ReleaseMismatchException">A newer program has written the record, or the clock is before a release.</exception>
    public static async Task<IReadOnlyList<string>> ViewsBehindAsync(
        IDocumentStore store, CancellationToken ct, Publications? publications = null)
    {
        var releases = (publications ?? Publications.Current).Releases;
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            $"select clock_timestamp(), array(select name from {RenewalStore.Schema}.{Table} order by name)", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var (now, known) = (reader.GetFieldValue<DateTimeOffset>(0), reader.GetFieldValue<string[]>(1));
        if (known.Except(releases.Select(release => release.Name)).ToList() is { Count: > 0 } newer)
            throw new ReleaseMismatchException($"The record knows releases this program does not have: {string.Join(", ", newer)}.");
        var open = releases.Where(release => !known.Contains(release.Name)).ToList();
        if (open.Find(release => release.PublishedAt > now - Settled) is { } early)
        {
            throw new ReleaseMismatchException(
                $"Release {early.Name} counts from {early.PublishedAt:O}, and the database's clock says {now:O}: start a minute later.");
        }

        return open.Count == 0 ? [] : Views;
    }

    /// <summary>Notes that the views know every release, where all that depend on one have just been written.</summary>
    public static async Task MarkAsync(
        IDocumentStore store, IReadOnlyCollection<string> written, CancellationToken ct, Publications? publications = null)
    {
        var releases = (publications ?? Publications.Current).Releases;
        if (releases.IsEmpty || Views.Except(written).Any()) return;
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            $"""
            insert into {RenewalStore.Schema}.{Table} (name, published_at) select * from unnest($1::text[], $2::timestamptz[])
            on conflict (name) do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = releases.Select(release => release.Name).ToArray() },
                new()
                {
                    Value = releases.Select(release => release.PublishedAt.UtcDateTime).ToArray(),
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
                },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string[] Views => [.. StreamType.All.SelectMany(type => type.Timelines).Select(table => table.Name)];
}
