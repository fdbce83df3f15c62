namespace Renewal.Domain.Recording;

/// <summary>A row of a bitemporal table without its two ranges. Rows compare by value.</summary>
public abstract record TimelineRow
{
    /// <summary>Identifies a row among those of its type and stream on a day. Compares by value.</summary>
    public abstract object Key { get; }
}

/// <summary>A row with the days for which it is valid (the valid-time axis).</summary>
/// <param name="From">First day.</param>
/// <param name="Until">First day on which it no longer holds; null while it goes on.</param>
public sealed record TimelineEntry(TimelineRow Row, DateOnly From, DateOnly? Until)
{
    // What the row says is compared when the rest is equal; to hash all of it would take longer than to derive it.
    public override int GetHashCode() => HashCode.Combine(From, Until, Row.Key);
}

/// <summary>The changes of an instant to the rows of a stream (the transaction-time axis).</summary>
/// <param name="Ended">Entries that are no longer known.</param>
/// <param name="Begun">Entries that are known from here on.</param>
public sealed record TimelineChange(
    DateTimeOffset At, IReadOnlyList<TimelineEntry> Ended, IReadOnlyList<TimelineEntry> Begun)
{
    /// <summary>The change from the entries known before an instant to those known from it on.</summary>
    public static TimelineChange Between(DateTimeOffset at, IReadOnlyList<TimelineEntry> before, IReadOnlyList<TimelineEntry> after)
    {
        // An unchanged entry is the same object in both; only entries that were derived again are compared by value.
        var gone = before.Except(after, ReferenceEqualityComparer.Instance).Cast<TimelineEntry>().ToHashSet();
        var fresh = after.Except(before, ReferenceEqualityComparer.Instance).Cast<TimelineEntry>().ToHashSet();
        return new TimelineChange(
            at, [.. gone.Where(entry => !fresh.Contains(entry))], [.. fresh.Where(entry => !gone.Contains(entry))]);
    }
}

/// <summary>An entry with the instants between which it was known.</summary>
/// <param name="KnownFrom">First instant.</param>
/// <param name="KnownUntil">First instant at which it was no longer known; null while it is.</param>
public sealed record TimelineFact(TimelineEntry Entry, DateTimeOffset KnownFrom, DateTimeOffset? KnownUntil);
