using NpgsqlTypes;
using Renewal.Domain.Areas;
using Renewal.Domain.Recording;
using Renewal.Features.Timelines;

namespace Renewal.Benchmarks;

/// <summary>
/// Many areas with a history: a few different ones are worked out by the rules, and each is written many times under other codes and
/// ids. Their events were recorded day after day over years, so that past knowledge differs from today's. The guard on timestamps is off
/// while the rows go in, and indexes of the bitemporal tables are made afterwards, because that takes a third of the time.
/// </summary>
internal static class PortfolioSeeding
{
    private const int Different = 40;
    private const int Chunk = 1_000;

    /// <summary>The first instant at which something was recorded; one event of each area follows on each later day.</summary>
    public static readonly DateTimeOffset First = new(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);

    private sealed record Model(Area Area, IReadOnlyList<SeedEvent> Events, IReadOnlyList<TimelineFact> Facts, TokenText Document);

    public static async Task RunAsync(BenchmarkHost office, int areas, int eventsEach)
    {
        var models = Enumerable.Range(0, Different).AsParallel().AsOrdered().Select(kind => ModelOf(kind, eventsEach)).ToList();
        var indexes = await IndexesAsync(office);
        await Server.ExecuteAsync(office.ConnectionString,
            "alter table renewal.mt_events disable trigger user;" + string.Concat(indexes.Select(index => index.Drop)));
        var seq = 1L;
        foreach (var numbers in Enumerable.Range(0, areas).Chunk(Chunk))
        {
            var files = numbers.Select(number => FileOf(models[number % Different], number)).ToList();
            await WriteAsync(office, files, seq);
            seq += files.Sum(file => (long)file.Model.Events.Count);
        }

        await Server.ExecuteAsync(office.ConnectionString,
            $"select setval('renewal.mt_events_sequence', {seq}); alter table renewal.mt_events enable trigger user;"
            + string.Concat(indexes.Select(index => index.Make)));
        await Server.ExecuteAsync(office.ConnectionString, "vacuum analyze");
    }

    private static Model ModelOf(int kind, int eventsEach)
    {
        var events = Script.Events(TokenText.Code, eventsEach, kind);
        var at = Enumerable.Range(1, events.Count).Select(version => First.AddDays(version).AddSeconds(kind)).ToList();
        var area = Area.Unknown;
        for (var version = 1; version <= events.Count; version++)
            area = Area.Evolve(area, new RecordedEvent<AreaEvent>(
                TokenText.Event(version), version, at[version - 1], "zhang", events[version - 1]));
        return new Model(
            area, [.. events.Select((e, i) => Seeding.Row(0, TokenText.Stream, i + 1, e, at[i]))],
            AreaTimeline.All(area), TokenText.Of(Seeding.Document(TokenText.Stream, area), events.Count));
    }

    private sealed record Filed(Model Model, TokenValues Values);

    private static Filed FileOf(Model model, int number)
    {
        var (code, id) = ($"area-{number:D6}", Guid.CreateVersion7());
        var ids = model.Events.Select(_ => Guid.CreateVersion7()).ToList();
        return new Filed(model, new TokenValues(new SeededArea(code, id, ids[0], model.Events[0].At), ids, []));
    }

    private static async Task WriteAsync(BenchmarkHost office, List<Filed> files, long seq)
    {
        await using var connection = await office.Source.OpenConnectionAsync();
        await Seeding.CopyAsync(connection, "renewal.mt_streams (id, type, version)", files, async (row, file) =>
        {
            await row.WriteAsync(file.Values.Area.Id);
            await row.WriteAsync("area_document", NpgsqlDbType.Varchar);
            await row.WriteAsync((long)file.Model.Events.Count);
        });
        await Seeding.EventsAsync(connection, "renewal.mt_events", [.. files.SelectMany(file => file.Model.Events.Select((e, i) => e with
        {
            Seq = seq++,
            Id = file.Values.Ids[i],
            Stream = file.Values.Area.Id,
            Data = i > 0 ? e.Data : System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(e.Data)
                .Replace(TokenText.Code, file.Values.Area.Code, StringComparison.Ordinal)),
        }))]);
        await Seeding.DocumentsAsync(connection, [.. files.Select(file => (
            file.Values.Area.Id, file.Values.Area.Code, file.Values.Area.Code + "片", file.Model.Document.With(file.Values),
            (long)file.Model.Events.Count))]);
        foreach (var table in AreaTables.All)
        {
            TimelineFact Own(TimelineFact fact, Filed file) =>
                fact with { Entry = fact.Entry with { Row = Of(fact.Entry.Row, file.Values) } };
            await table.CopyAsync(connection, files.SelectMany(file => file.Model.Facts.Where(fact => fact.Entry.Row.GetType() == table.Row)
                .Select(fact => (file.Values.Area.Id, Own(fact, file)))), CancellationToken.None);
        }
    }

    private static TimelineRow Of(TimelineRow row, TokenValues values)
    {
        Guid Id(Guid id) => (Guid)values.Of(id)!;
        return row switch
        {
            AreaRow area => area with { Code = values.Area.Code, Name = values.Area.Code + "片" },
            MilestoneRow milestone => milestone with { Entry = Id(milestone.Entry), EventId = Id(milestone.EventId) },
            ObstacleRow obstacle => obstacle with { Obstacle = Id(obstacle.Obstacle), EventId = Id(obstacle.EventId) },
            _ => row,
        };
    }

    private static async Task<List<(string Drop, string Make)>> IndexesAsync(BenchmarkHost office)
    {
        await using var connection = await office.Source.OpenConnectionAsync();
        await using var command = new Npgsql.NpgsqlCommand(
            """
            select 'alter table ' || conrelid::regclass || ' drop constraint ' || conname || ';',
                   'alter table ' || conrelid::regclass || ' add constraint ' || conname || ' ' || pg_get_constraintdef(oid) || ';'
            from pg_constraint where contype = 'x' and connamespace = 'renewal'::regnamespace
            union all
            select 'drop index renewal.' || indexname || ';', indexdef || ';' from pg_indexes
            where schemaname = 'renewal' and tablename like '%\_timeline' and indexname not in (select conname from pg_constraint)
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<(string, string)>();
        while (await reader.ReadAsync()) found.Add((reader.GetString(0), reader.GetString(1)));
        return found;
    }
}
