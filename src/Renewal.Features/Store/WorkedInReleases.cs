using Marten;
using Npgsql;
using NpgsqlTypes;
using Renewal.Domain.Catalogue;

namespace Renewal.Features.Store;

/// <summary>This program cannot go on with the releases of catalogue and calendar that the record has been written with.</summary>
/// <param name="newer">Releases in the record that this program does not have; none where one of its own is too early.</param>
public sealed class ReleaseMismatchException(string message, IReadOnlyList<string>? newer = null) : InvalidOperationException(message)
{
    public IReadOnlyList<string> Newer { get; } = newer ?? [];
}

/// <summary>
/// The releases of catalogue and calendar that the bitemporal tables have been written with. A release cuts rows at its instant, so the
/// first program that has it writes the tables anew before it serves: see docs/decisions/0027. It names the release here before it
/// begins; from then on the database refuses the rows of a program without it.
/// </summary>
public static class WorkedInReleases
{
    public const string Table = "releases";

    /// <summary>Called in every transaction that adds bitemporal rows, with the names of the releases that the program has.</summary>
    public const string Check = "must_have_releases";

    // "release" in ASCII.
    private const string Lock = "x'72656C65617365'::bigint";

    private const string Refused = "RN001";

    public static IReadOnlyList<string> Columns { get; } = ["name", "published_at", "worked_in_at"];

    // Nothing is recorded at an instant before a release and after it has been worked in: event times are at most 5 s off.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    // The lock: an announcement waits for transactions that were checked before it, so none of them adds rows after the rebuild has
    // read its stream. In a procedure every statement sees what was committed before it, and CALL returns no rows, as Marten expects.
    internal const string Sql =
        $"""
        create table if not exists {RenewalStore.Schema}.{Table} (
          name text not null, published_at timestamptz not null, worked_in_at timestamptz default now(),
          constraint {Table}_pkey primary key (name));
        do $$ begin
          if exists (select from pg_attribute where attrelid = '{RenewalStore.Schema}.{Table}'::regclass and attname = 'worked_in_at'
            and attnotnull) then alter table {RenewalStore.Schema}.{Table} alter column worked_in_at drop not null; end if;
        end $$;
        create or replace procedure {RenewalStore.Schema}.{Check}(known text[]) language plpgsql as $$
        declare newer text;
        begin
          perform pg_advisory_xact_lock_shared({Lock});
          select string_agg(name, ', ' order by name) into newer from {RenewalStore.Schema}.{Table} where name <> all (known);
          if newer is not null then
            raise exception '{NewerText}: %', newer using errcode = '{Refused}', detail = newer;
          end if;
        end $$;
        """;

    private const string NewerText = "the record has releases that this program does not have";

    /// <summary>Names of the releases that this program has, for <see cref="Check"/>.</summary>
    internal static string[] Known { get; } = NamesOf(Publications.Current);

    /// <summary>The views that have to be written anew before this program serves; none where they know every release.</summary>
    /// <exception cref="ReleaseMismatchException">A newer program has written the record, or the clock is before a release.</exception>
    public static async Task<IReadOnlyList<string>> ViewsBehindAsync(
        IDocumentStore store, CancellationToken ct, Publications? publications = null) =>
        (await OpenAsync(store, publications ?? Publications.Current, ct)).Count == 0 ? [] : Views;

    /// <summary>Releases in the record that this program does not have: it can read, and the database refuses what it writes.</summary>
    public static async Task<IReadOnlyList<string>> NewerAsync(
        NpgsqlConnection connection, CancellationToken ct, Publications? publications = null) =>
        Newer(await ReadAsync(connection, ct), publications ?? Publications.Current);

    /// <summary>The releases that the check in the database named when it refused to write; null for any other failure.</summary>
    public static string? RefusedFor(Exception? failure) => failure switch
    {
        null => null,
        PostgresException { SqlState: Refused } said => said.Detail ?? said.MessageText,
        _ => RefusedFor(failure.InnerException),
    };

    /// <summary>Names the releases that are about to be worked in, before the first row is written with them.</summary>
    /// <exception cref="ReleaseMismatchException">As for <see cref="ViewsBehindAsync"/>.</exception>
    internal static async Task AnnounceAsync(
        IDocumentStore store, IReadOnlyCollection<string> written, CancellationToken ct, Publications? publications = null)
    {
        var open = await OpenAsync(store, publications ?? Publications.Current, ct);
        if (open.Count > 0 && Views.Intersect(written).Any()) await NoteAsync(store, open, "null", "nothing", ct);
    }

    /// <summary>Notes that the views know every release, where all that depend on one have just been written.</summary>
    public static async Task MarkAsync(
        IDocumentStore store, IReadOnlyCollection<string> written, CancellationToken ct, Publications? publications = null)
    {
        var releases = (publications ?? Publications.Current).Releases;
        if (releases.IsEmpty || Views.Except(written).Any()) return;
        await NoteAsync(
            store, releases, "now()", $"update set worked_in_at = coalesce({Table}.worked_in_at, excluded.worked_in_at)", ct);
    }

    private static string[] Views => [.. StreamType.All.SelectMany(type => type.Timelines).Select(table => table.Name)];

    private static string[] NamesOf(Publications publications) => [.. publications.Releases.Select(release => release.Name)];

    private static List<string> Newer(Noted noted, Publications publications) => [.. noted.Names.Except(NamesOf(publications))];

    /// <summary>What the table says.</summary>
    private sealed record Noted(DateTimeOffset Now, IReadOnlyList<string> Names, IReadOnlyList<string> WorkedIn);

    private static async Task<Noted> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select clock_timestamp(), array(select name from {RenewalStore.Schema}.{Table} order by name),
              array(select name from {RenewalStore.Schema}.{Table} where worked_in_at is not null)
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new Noted(reader.GetFieldValue<DateTimeOffset>(0), reader.GetFieldValue<string[]>(1), reader.GetFieldValue<string[]>(2));
    }

    private static async Task<IReadOnlyList<Release>> OpenAsync(IDocumentStore store, Publications publications, CancellationToken ct)
    {
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        var noted = await ReadAsync(connection, ct);
        if (Newer(noted, publications) is { Count: > 0 } newer)
            throw new ReleaseMismatchException($"{NewerText}: {string.Join(", ", newer)}", newer);
        var open = publications.Releases.Where(release => !noted.WorkedIn.Contains(release.Name)).ToList();
        return open.Find(release => release.PublishedAt > noted.Now - Settled) is not { } early
            ? open
            : throw new ReleaseMismatchException(
                $"Release {early.Name} counts from {early.PublishedAt:O}, and the database's clock says {noted.Now:O}.");
    }

    private static async Task NoteAsync(
        IDocumentStore store, IReadOnlyList<Release> releases, string workedIn, string conflict, CancellationToken ct)
    {
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var takes = new NpgsqlCommand($"select pg_advisory_xact_lock({Lock})", connection))
            await takes.ExecuteNonQueryAsync(ct);
        await using var command = new NpgsqlCommand(
            $"""
            insert into {RenewalStore.Schema}.{Table} (name, published_at, worked_in_at)
            select name, published_at, {workedIn} from unnest($1::text[], $2::timestamptz[]) as noted(name, published_at)
            on conflict (name) do {conflict}
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
        await transaction.CommitAsync(ct);
    }
}
