using System.Text;
using Npgsql;
using NpgsqlTypes;
using Renewal.Domain;
using Renewal.Domain.Areas;
using Renewal.Domain.Recording;
using Renewal.Features.Store;
using Renewal.Features.Timelines;

namespace Renewal.Benchmarks;

/// <summary>One event row as COPY takes it.</summary>
internal sealed record SeedEvent(
    long Seq, Guid Id, Guid Stream, long Version, byte[] Data, string Type, string DotnetType, DateTimeOffset At);

/// <summary>
/// Writes many areas by COPY: measuring is about what happens next. The guard on timestamps stays on, so rows go in while
/// their time is now.
/// </summary>
internal static class Seeding
{
    private const int Chunk = 20_000;
    public const string Headers = """{"via": "api", "role": "officer"}""";

    private static readonly Marten.Services.SystemTextJsonSerializer Json = RenewalStore.Serializer();

    /// <summary>Areas with the given events each. Interleaved: the areas take turns, as they do in life.</summary>
    /// <param name="views">Also the inline documents and natural keys; a rebuild makes them itself.</param>
    public static async Task<IReadOnlyList<SeededArea>> AreasAsync(
        BenchmarkHost office, IReadOnlyList<string> codes, int eventsEach, bool views = true)
    {
        var files = codes.Select(code => (Code: code, Id: Guid.CreateVersion7(), Events: Script.Events(code, eventsEach))).ToList();
        await using var connection = await office.Source.OpenConnectionAsync();
        var next = await NextAsync(connection);
        await CopyAsync(connection, "renewal.mt_streams (id, type, version, timestamp, created)", files, async (row, file) =>
        {
            await row.WriteAsync(file.Id);
            await row.WriteAsync("area_document", NpgsqlDbType.Varchar);
            await row.WriteAsync((long)file.Events.Count);
            await row.WriteAsync(DateTimeOffset.UtcNow);
            await row.WriteAsync(DateTimeOffset.UtcNow);
        });

        var turns = Enumerable.Range(0, eventsEach).SelectMany(i => files.Where(file => i < file.Events.Count)
            .Select(file => (file.Id, What: file.Events[i], Version: i + 1L)));
        var (areas, first) = (new Dictionary<Guid, Area>(), new Dictionary<Guid, (Guid Event, DateTimeOffset At)>());
        foreach (var chunk in turns.Chunk(Chunk))
        {
            var now = Microseconds(DateTimeOffset.UtcNow);
            var rows = chunk.Select(turn => Row(next++, turn.Id, turn.Version, turn.What, now)).ToList();
            await EventsAsync(connection, "renewal.mt_events", rows);
            foreach (var row in rows.Where(row => row.Version == 1)) first[row.Stream] = (row.Id, row.At);
            if (!views) continue;
            foreach (var (row, turn) in rows.Zip(chunk))
                areas[turn.Id] = Area.Evolve(
                    areas.GetValueOrDefault(turn.Id) ?? Area.Unknown,
                    new RecordedEvent<AreaEvent>(row.Id, turn.Version, now, "zhang", turn.What));
        }

        await Server.ExecuteAsync(office.ConnectionString, $"select setval('renewal.mt_events_sequence', {next - 1})");
        if (views)
            await ViewsAsync(connection, files.Select(file => (file.Id, file.Code, areas[file.Id], (long)file.Events.Count)).ToList());
        return [.. files.Select(file => new SeededArea(file.Code, file.Id, first[file.Id].Event, first[file.Id].At))];
    }

    public static Task EventsAsync(NpgsqlConnection connection, string table, IReadOnlyList<SeedEvent> rows) => CopyAsync(
        connection,
        $"{table} (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, correlation_id, causation_id, headers, "
            + "user_name)",
        rows, async (row, e) =>
        {
            await row.WriteAsync(e.Seq);
            await row.WriteAsync(e.Id);
            await row.WriteAsync(e.Stream);
            await row.WriteAsync(e.Version);
            await row.WriteAsync(e.Data, NpgsqlDbType.Jsonb);
            await row.WriteAsync(e.Type, NpgsqlDbType.Varchar);
            await row.WriteAsync(e.At);
            await row.WriteAsync(e.DotnetType, NpgsqlDbType.Varchar);
            await row.WriteAsync("94d3f64c-05ed-4fbf-b6d2-9d119ebdba2d", NpgsqlDbType.Varchar);
            await row.WriteAsync("08df498b-d1bf-f39b-e6f8-b5b098fc0000", NpgsqlDbType.Varchar);
            await row.WriteAsync(Headers, NpgsqlDbType.Jsonb);
            await row.WriteAsync("zhang", NpgsqlDbType.Varchar);
        });

    public static async Task CopyAsync<T>(
        NpgsqlConnection connection, string into, IReadOnlyList<T> rows, Func<NpgsqlBinaryImporter, T, Task> write)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy {into} from stdin (format binary)");
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            await write(copy, row);
        }

        await copy.CompleteAsync();
    }

    public static SeedEvent Row(long seq, Guid stream, long version, DomainEvent what, DateTimeOffset at) => new(
        seq, Guid.NewGuid(), stream, version, Encoding.UTF8.GetBytes(Json.ToJson(what)), EventNameAttribute.Of(what.GetType()),
        $"{what.GetType().FullName}, {what.GetType().Assembly.GetName().Name}", at);

    /// <summary>The document of an area as JSON.</summary>
    public static string Document(Guid id, Area area) => Json.ToJson(new AreaDocument
    {
        Id = id,
        Key = new AreaKey(area.Registration!.Code),
        Name = area.Registration.Name,
        Jurisdiction = area.Registration.Jurisdiction,
        Area = area,
    });

    private static async Task ViewsAsync(NpgsqlConnection connection, IReadOnlyList<(Guid Id, string Code, Area Area, long Version)> files)
    {
        await DocumentsAsync(connection, [.. files.Select(file => (
            file.Id, file.Code, file.Area.Registration!.Name, Document(file.Id, file.Area), file.Version))]);
        foreach (var table in AreaTables.All)
        {
            await table.CopyAsync(connection, files.SelectMany(file => AreaTimeline.All(file.Area)
                .Where(fact => fact.Entry.Row.GetType() == table.Row).Select(fact => (file.Id, fact))), CancellationToken.None);
        }
    }

    /// <summary>Documents with their natural keys.</summary>
    public static async Task DocumentsAsync(
        NpgsqlConnection connection, IReadOnlyList<(Guid Id, string Code, string Name, string Json, long Version)> documents)
    {
        const string Columns = "renewal.mt_doc_areadocument (id, data, mt_dotnet_type, mt_version, keyvalue, name)";
        await CopyAsync(connection, Columns, documents, async (row, document) =>
        {
            await row.WriteAsync(document.Id);
            await row.WriteAsync(document.Json, NpgsqlDbType.Jsonb);
            await row.WriteAsync(typeof(AreaDocument).FullName!, NpgsqlDbType.Varchar);
            await row.WriteAsync(document.Version);
            await row.WriteAsync(document.Code, NpgsqlDbType.Varchar);
            await row.WriteAsync(document.Name, NpgsqlDbType.Varchar);
        });
        await CopyAsync(
            connection, "renewal.mt_natural_key_areadocument (natural_key_value, stream_id)", documents, async (row, document) =>
        {
            await row.WriteAsync(document.Code, NpgsqlDbType.Varchar);
            await row.WriteAsync(document.Id);
        });
    }

    private static async Task<long> NextAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select nextval('renewal.mt_events_sequence')", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public static DateTimeOffset Microseconds(DateTimeOffset at) => at.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerMicrosecond));
}
