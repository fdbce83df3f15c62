namespace Renewal.Domain.Recording;

/// <summary>
/// What is known about the days of a stream, event by event: the rows of its bitemporal tables. A stream type derives the rows of a
/// day; this class merges days into ranges and compares one state of knowledge with the next, for all types alike. Corrections and
/// back-dated events need no special case: the days from their effective day on are derived again and compared.
/// </summary>
/// <param name="groups">The number of kinds of rows; each kind is derived separately.</param>
public abstract class BitemporalTimeline<TState, TEvent, TDay>(int groups)
    where TState : IBitemporalState<TState, TEvent>
    where TEvent : BitemporalEvent
    where TDay : class
{
    private readonly List<Day> days = [];

    // Entries that ended, by the day they ended on. Open ones are in the last day.
    private readonly List<TimelineEntry> ended = [];

    private TState? known;

    /// <summary>Every row the stream ever had, with the instants it was known.</summary>
    public IReadOnlyList<TimelineFact> Facts(TState state)
    {
        var (open, facts) = (new Dictionary<TimelineEntry, DateTimeOffset>(), new List<TimelineFact>());
        foreach (var change in ChangesSince(state, 0))
        {
            foreach (var entry in change.Ended)
            {
                open.Remove(entry, out var from);
                facts.Add(new TimelineFact(entry, from, change.At));
            }

            foreach (var entry in change.Begun) open.Add(entry, change.At);
        }

        facts.AddRange(open.Select(current => new TimelineFact(current.Key, current.Value, null)));
        return facts;
    }

    /// <summary>
    /// What changes at each instant after a version of the stream; 0 for all. Can be called once per instance. Events of one instant,
    /// such as a correction and its replacement, change what is known together.
    /// </summary>
    /// <param name="version">The last one of its instant: see <see cref="BitemporalRecord{TEvent}.VersionKnownBefore"/>.</param>
    public IEnumerable<TimelineChange> ChangesSince(TState state, long version)
    {
        var (events, instants) = (state.Record.Events, state.Record.Instants());
        var record = state.Record.AsOfVersion(version);
        var first = record.Events.Length;
        // Nothing is known of a stream before its first event. What was published before the next one is in its rows already.
        var releases = new Queue<DateTimeOffset>(
            events.IsEmpty ? [] : ReleasesFor(state).Where(at => at > instants[Math.Max(first - 1, 0)]));
        if (first > 0)
        {
            var at = instants[first - 1];
            while (first < events.Length && releases.Count > 0 && releases.Peek() < instants[first]) at = releases.Dequeue();
            WorkOut(KnownAt(state.With(record), at), 0);
        }

        for (var i = first; i < events.Length; i++)
        {
            for (; releases.Count > 0 && releases.Peek() < instants[i]; releases.Dequeue()) yield return Move(releases.Peek());
            var e = events[i];
            record = record.Append(new(e.EventId, e.Version, e.RecordedAt, e.RecordedBy, e.Event));
            if (i + 1 < events.Length && instants[i + 1] == instants[i]) continue;
            if (releases.Count > 0 && releases.Peek() == instants[i]) releases.Dequeue();
            yield return Move(instants[i]);
        }

        foreach (var at in releases) yield return Move(at);

        TimelineChange Move(DateTimeOffset at) => MoveTo(KnownAt(state.With(record), at), at);
    }

    /// <summary>Instants at which more became known of every stream without an event of it, such as a new law; in order.</summary>
    protected virtual IReadOnlyList<DateTimeOffset> ReleasesFor(TState state) => [];

    /// <summary>The state by what had been published at an instant.</summary>
    protected virtual TState KnownAt(TState state, DateTimeOffset at) => state;

    /// <summary>Whether nothing that concerns every day, such as the registration, differs between two states of knowledge.</summary>
    protected abstract bool IsSameForAllDays(TState before, TState after);

    /// <summary>The day before the first event; null when no day can be derived.</summary>
    protected abstract TDay? Begin(TState state);

    protected abstract TDay Then(TDay day, RecordedEvent<TEvent> next, TState state);

    /// <summary>All rows of a group that are valid on a day; null when they equal those of <paramref name="before"/>.</summary>
    protected abstract IEnumerable<TimelineRow>? Rows(int group, TDay day, TDay? before, TState state);

    /// <summary>The same on a later day on which nothing happened.</summary>
    protected virtual TDay MoveTo(TDay day, DateOnly on) => day;

    /// <summary>Days on which rows may change although nothing happened, in order.</summary>
    protected virtual IEnumerable<DateOnly> ChangeDays(TState state) => [];

    private TimelineChange MoveTo(TState next, DateTimeOffset at)
    {
        var order = next.Record.InOrder();
        var kept = known is not null && IsSameForAllDays(known, next) ? CountUnchanged(order) : 0;
        var before = After(kept);
        WorkOut(next, kept);
        return TimelineChange.Between(at, before, After(kept));
    }

    /// <summary>Derives the days after the first <paramref name="kept"/> again.</summary>
    private void WorkOut(TState next, int kept)
    {
        ended.RemoveRange(EndedBy(kept), ended.Count - EndedBy(kept));
        days.RemoveRange(kept, days.Count - kept);
        known = next;
        Extend(next, next.Record.InOrder());
    }

    /// <summary>The number of days, from the first, whose events are unchanged.</summary>
    private int CountUnchanged(IReadOnlyList<RecordedEvent<TEvent>> order)
    {
        var position = 0;
        for (var i = 0; i < days.Count; i++)
        {
            foreach (var e in days[i].Events)
                if (position >= order.Count || order[position++].EventId != e.EventId) return i;
            if (position < order.Count && order[position].Event.TakesEffectOn <= days[i].On) return i;
        }

        return days.Count;
    }

    private int EndedBy(int day) => day == 0 ? 0 : days[day - 1].Ended;

    /// <summary>The entries that are open after a number of days.</summary>
    private List<TimelineEntry> After(int day)
    {
        var entries = ended[EndedBy(day)..];
        if (days.Count > 0) foreach (var group in days[^1].Open) entries.AddRange(group);
        return entries;
    }

    private void Extend(TState state, IReadOnlyList<RecordedEvent<TEvent>> order)
    {
        if ((days.Count == 0 ? Begin(state) : days[^1].State) is not { } current) return;
        // Before the first event there is nothing that could change.
        var changes = new Queue<DateOnly>(ChangeDays(state).Where(on => order.Count > 0 && on > order[0].Event.TakesEffectOn
            && (days.Count == 0 || on > days[^1].On)));
        for (var position = days.Sum(day => day.Events.Count); position < order.Count || changes.Count > 0;)
        {
            var on = position < order.Count ? order[position].Event.TakesEffectOn : changes.Peek();
            if (changes.Count > 0 && changes.Peek() <= on) on = changes.Dequeue();
            var (events, next) = (new List<RecordedEvent<TEvent>>(), MoveTo(current, on));
            for (; position < order.Count && order[position].Event.TakesEffectOn == on; position++)
            {
                events.Add(order[position]);
                next = Then(next, order[position], state);
            }

            var before = days.Count == 0 ? null : days[^1];
            var open = new TimelineEntry[groups][];
            for (var group = 0; group < groups; group++)
            {
                var held = before?.Open[group] ?? [];
                open[group] = Rows(group, next, before?.State, state) is { } rows ? Continue(held, rows, on) : held;
            }

            days.Add(new Day(on, events, next, open, ended.Count));
            current = next;
        }
    }

    private TimelineEntry[] Continue(TimelineEntry[] held, IEnumerable<TimelineRow> rows, DateOnly on)
    {
        var (open, place) = (new List<TimelineEntry>(held.Length + 1), 0);
        Dictionary<object, TimelineEntry>? before = null;
        foreach (var row in rows)
        {
            // Most rows stand as they stood, in the same order: only from the first other one on are they looked for.
            if (before is null && place < held.Length && held[place].Row.Equals(row))
            {
                open.Add(held[place++]);
                continue;
            }

            before ??= held.Skip(place).ToDictionary(entry => entry.Row.Key);
            before.Remove(row.Key, out var entry);
            var isSame = entry?.Row.Equals(row) == true;
            if (!isSame && entry is not null) ended.Add(entry with { Until = on });
            open.Add(isSame ? entry! : new TimelineEntry(row, on, null));
        }

        ended.AddRange((before?.Values ?? held.Skip(place)).Select(entry => entry with { Until = on }));
        return [.. open];
    }

    /// <summary>A day on which an event took effect, and the state at its end.</summary>
    /// <param name="Open">Open entries, by group.</param>
    /// <param name="Ended">Number of entries that had ended by then.</param>
    private sealed record Day(DateOnly On, List<RecordedEvent<TEvent>> Events, TDay State, TimelineEntry[][] Open, int Ended);
}
