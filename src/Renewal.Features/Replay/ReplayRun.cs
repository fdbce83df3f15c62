using Renewal.Features.Store;
using Renewal.Features.Timelines;

namespace Renewal.Features.Replay;

/// <summary>A row of the stream table.</summary>
internal sealed record StreamRow(Guid Id, string? Type, long Version);

/// <summary>Rows of the views of one stream type for the streams of a page.</summary>
internal sealed record ReplayViews(
    StreamType Type, string Alias, Dictionary<Guid, StoredDocument> Documents,
    Dictionary<TimelineTable, Dictionary<Guid, List<TimelineRowValues>>> Rows);

/// <summary>Some streams with their events and all rows of the views.</summary>
internal sealed record ReplayPage(IReadOnlyList<StreamRow> Streams, List<EventRow> Events, List<ReplayViews> Types);

/// <summary>Compares page by page and collects the differences.</summary>
internal sealed class ReplayRun(long? toSeq)
{
    // Rows of one table and stream that are listed; further ones are only counted.
    private const int Spelled = 1;

    private readonly Dictionary<string, Guid> codes = new(StringComparer.Ordinal);

    private int areas;
    private long lastSeq;
    private long compared;

    public long Events { get; private set; }

    public List<ReplayDifference> Differences { get; } = [];

    public ReplayReport Report() => new(Events, areas, lastSeq, compared, Differences);

    public void Add(ReplayPage page)
    {
        Events += page.Events.Count;
        if (page.Events.Count > 0) lastSeq = Math.Max(lastSeq, page.Events.Max(row => row.Seq));
        var events = page.Events.GroupBy(row => row.Stream).ToDictionary(rows => rows.Key, rows => rows.ToList());
        foreach (var rows in events) Differences.AddRange(Troubles(rows.Key, rows.Value));
        foreach (var views in page.Types)
        {
            var streams = page.Streams.Where(stream => stream.Type == views.Alias && events.ContainsKey(stream.Id)).ToList();
            foreach (var result in streams.AsParallel().AsOrdered().Select(stream => Compare(stream, events[stream.Id], views)))
            {
                Differences.AddRange(result.Differences);
                compared += result.Compared;
                if (result.Folded.Document is null) continue;
                areas++;
                if (result.Folded.Code is { } code && !codes.TryAdd(code, result.Folded.Id))
                    Differences.Add(new ReplayDifference("code", result.Folded.Id, code, $"has the code of another area, {codes[code]}"));
            }

            if (toSeq is null) Differences.AddRange(Strays(views, streams));
        }
    }

    private static IEnumerable<ReplayDifference> Troubles(Guid stream, List<EventRow> rows)
    {
        var before = 0L;
        foreach (var row in rows)
        {
            if (row.Trouble is not null) yield return new ReplayDifference("event", stream, null, row.Trouble);
            if (row.Version != before + 1)
                yield return new ReplayDifference("event", stream, null, $"seq {row.Seq}: version {row.Version} follows {before}");
            before = row.Version;
        }
    }

    private sealed record Result(FoldedStream Folded, List<ReplayDifference> Differences, long Compared);

    private Result Compare(StreamRow stream, List<EventRow> events, ReplayViews views)
    {
        var folded = views.Type.Fold(stream.Id, events.Select(row => row.Stored).OfType<StoredEvent>());
        var (found, number) = (new List<ReplayDifference>(), 0L);
        if (folded.Document is null) return new Result(folded, found, number);
        // Views of a stream that goes on after the last event asked for are rightly ahead.
        var whole = toSeq is null || folded.Version == stream.Version;
        void Say(string view, string what) => found.Add(new ReplayDifference(view, stream.Id, folded.Code, what));
        var view = Kebab(views.Type.DocumentView);
        if (!views.Documents.TryGetValue(stream.Id, out var document)) Say(view, "has events, but is not stored");
        else if (whole)
        {
            number++;
            if (Difference(views.Type, folded, document) is { } what) Say(view, what);
        }

        foreach (var (table, rows) in views.Rows.Where(_ => whole))
        {
            var stored = rows.GetValueOrDefault(stream.Id) ?? [];
            number += stored.Count;
            foreach (var what in Difference(table, folded, stored)) Say(table.Name, what);
        }

        return new Result(folded, found, number);
    }

    private static string? Difference(StreamType type, FoldedStream folded, StoredDocument document)
    {
        try
        {
            return type.Compare(folded, document);
        }
        catch (System.Text.Json.JsonException unreadable)
        {
            return $"cannot be read: {unreadable.Message}";
        }
    }

    private static IEnumerable<string> Difference(TimelineTable table, FoldedStream folded, List<TimelineRowValues> stored)
    {
        var missing = folded.Facts.Where(fact => fact.Entry.Row.GetType() == table.Row)
            .Select(fact => TimelineRowValues.Of(table, fact)).ToHashSet();
        var unexpected = stored.Where(row => !missing.Remove(row)).ToList();
        var said = missing.Take(Spelled).Select(row => $"missing: {row.Describe(table)}")
            .Concat(unexpected.Take(Spelled).Select(row => $"does not follow from the events: {row.Describe(table)}")).ToList();
        var more = missing.Count + unexpected.Count - said.Count;
        return more == 0 ? said : said.Append($"and {more} more rows");
    }

    private static IEnumerable<ReplayDifference> Strays(ReplayViews views, List<StreamRow> streams)
    {
        var known = streams.Select(stream => stream.Id).ToHashSet();
        return views.Rows.Select(rows => (View: rows.Key.Name, Ids: rows.Value.Keys.AsEnumerable()))
            .Prepend((View: Kebab(views.Type.DocumentView), Ids: views.Documents.Keys))
            .SelectMany(view => view.Ids.Where(id => !known.Contains(id))
                .Select(id => new ReplayDifference(view.View, id, null, "stored, but has no events")));
    }

    // AreaDocument is area-document.
    private static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(c)}" : $"{c}"));
}
