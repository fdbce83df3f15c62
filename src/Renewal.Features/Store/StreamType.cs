using System.Text.Json;
using JasperFx.Events;
using Marten;
using NpgsqlTypes;
using Renewal.Domain;
using Renewal.Domain.Recording;
using Renewal.Features.Replay;
using Renewal.Features.Timelines;

namespace Renewal.Features.Store;

/// <summary>A duplicated field: a column of a document's table in addition to those of every document.</summary>
public sealed record DocumentColumn(string Name, NpgsqlDbType Type, Func<object, object> Value);

/// <summary>The expected rows of a stream in the views, derived from its events alone.</summary>
/// <param name="Document">Null when its events do not make one.</param>
/// <param name="Code">The natural key.</param>
public sealed record FoldedStream(Guid Id, long Version, object? Document, string? Code, IReadOnlyList<TimelineFact> Facts);

/// <summary>
/// Everything the store needs to know about a stream type. Schema, projections, bulk insert, rebuild, replay and health read <see
/// cref="All"/>, so a new type is added there only.
/// </summary>
public abstract class StreamType
{
    /// <summary>All types with views. Streams of other types, such as imports, have events only.</summary>
    public static IReadOnlyList<StreamType> All { get; } = [AreaStreams.Type];

    /// <summary>The document of a stream, which is also the aggregate that Marten fetches for writing.</summary>
    public abstract Type Document { get; }

    /// <summary>The document's view, as <c>renewal rebuild</c> names it.</summary>
    public string DocumentView => Document.Name;

    /// <summary>The bitemporal tables, each a view of its own. The first has at least one row for every stream with a document.</summary>
    public abstract IReadOnlyList<TimelineTable> Timelines { get; }

    public IEnumerable<string> Views => [DocumentView, .. Timelines.Select(table => table.Name)];

    public abstract IReadOnlyList<DocumentColumn> DocumentColumns { get; }

    public abstract void Configure(StoreOptions options);

    public abstract bool Has(DomainEvent e);

    /// <summary>Why an event that could be read cannot be folded; null when it can.</summary>
    public abstract string? WhyUnusable(DomainEvent e);

    /// <summary>Folds a stream from its stored events. Those of other types are left out.</summary>
    public abstract FoldedStream Fold(Guid id, IEnumerable<StoredEvent> events);

    /// <summary>Folds a stream whose events are about to be stored.</summary>
    public abstract FoldedStream Fold(Guid id, IEnumerable<IEvent> events);

    /// <summary>Describes the first difference between a stored document and the events; null when there is none.</summary>
    /// <exception cref="System.Text.Json.JsonException">The document cannot be read.</exception>
    public string? Compare(FoldedStream expected, StoredDocument stored) =>
        CompareJson(expected, stored.Json) ?? DocumentColumns
            .Select((column, i) => (column.Name, Expected: column.Value(expected.Document!), Stored: stored.Columns[i]))
            .Where(column => !column.Expected.Equals(column.Stored))
            .Select(column => $"column {column.Name}: events say \"{column.Expected}\", stored is \"{column.Stored}\"")
            .FirstOrDefault();

    protected abstract string? CompareJson(FoldedStream expected, byte[] json);
}

/// <summary>A document as its row says.</summary>
/// <param name="Columns">The duplicated fields, in the order of <see cref="StreamType.DocumentColumns"/>; null where empty.</param>
public sealed record StoredDocument(byte[] Json, IReadOnlyList<object?> Columns);

/// <summary>An event as its row says, before any projection.</summary>
public sealed record StoredEvent(Guid Id, long Version, DateTimeOffset At, string By, DomainEvent Event);

/// <summary>Converts Marten's events to those of the domain.</summary>
internal static class StoredEvents
{
    /// <summary>The event with its stored metadata; nothing comes from the current clock or user.</summary>
    public static RecordedEvent<TEvent> Recorded<TEvent>(IEvent e, TEvent happened) where TEvent : BitemporalEvent =>
        new(e.Id, e.Version, Microseconds(e.Timestamp), e.UserName ?? "unknown", happened);

    // PostgreSQL keeps microseconds; a view written from the event in memory must equal one rebuilt from the row.
    private static DateTimeOffset Microseconds(DateTimeOffset at) =>
        at.ToUniversalTime().AddTicks(-(at.UtcTicks % TimeSpan.TicksPerMicrosecond));
}

/// <summary>A stream type with the types of its document, state and events.</summary>
public abstract class BitemporalStreamType<TDocument, TState, TEvent>(TState empty) : StreamType
    where TDocument : class
    where TState : IBitemporalState<TState, TEvent>
    where TEvent : BitemporalEvent
{
    public override Type Document => typeof(TDocument);

    public override bool Has(DomainEvent e) => e is TEvent;

    public override FoldedStream Fold(Guid id, IEnumerable<StoredEvent> events) => Fold(id, events.Where(e => e.Event is TEvent)
        .Select(e => new RecordedEvent<TEvent>(e.Id, e.Version, e.At, e.By, (TEvent)e.Event)));

    public override FoldedStream Fold(Guid id, IEnumerable<IEvent> events) =>
        Fold(id, events.Select(e => StoredEvents.Recorded(e, (TEvent)e.Data)));

    protected override string? CompareJson(FoldedStream expected, byte[] json)
    {
        var stored = Read(json);
        var difference = RecordDifference.Find(StateOf((TDocument)expected.Document!).Record, StateOf(stored).Record);
        if (difference is not null) return difference;
        // The record is right; members beside it, such as the code, are derived from it.
        var derived = DocumentOf(expected.Id, StateOf(stored));
        return derived.Equals(stored) ? null : string.Join("; ", JsonDifference.Between(
            JsonSerializer.SerializeToElement(derived, RenewalStore.Json), JsonSerializer.SerializeToElement(stored, RenewalStore.Json)));
    }

    protected abstract TDocument DocumentOf(Guid id, TState state);

    protected abstract TState StateOf(TDocument document);

    protected abstract string? CodeOf(TState state);

    /// <summary>All rows of the bitemporal tables; none where they cannot be derived.</summary>
    protected abstract IReadOnlyList<TimelineFact> FactsOf(TState state);

    private FoldedStream Fold(Guid id, IEnumerable<RecordedEvent<TEvent>> events)
    {
        var state = empty.With(events.Aggregate(empty.Record, (record, next) => record.Append(next)));
        return state.Record.Version == 0
            ? new FoldedStream(id, 0, null, null, [])
            : new FoldedStream(id, state.Record.Version, DocumentOf(id, state), CodeOf(state), FactsOf(state));
    }

    private static TDocument Read(byte[] json) => JsonSerializer.Deserialize<TDocument>(json, RenewalStore.Json)!;
}
