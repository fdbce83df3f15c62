namespace Renewal.Domain.Recording;

/// <summary>What one row of a bitemporal table says, without the two ranges it holds for. Rows compare by value.</summary>
public abstract record TimelineRow
{
    /// <summary>Tells apart the rows of one type and one stream that hold on the same day. Compares by value.</summary>
    public abstract object Key { get; }
}

/// <summary>A row and the days it holds for (the valid-time axis).</summary>
/// <param name="From">First day.</param>
/// <param name="Until">First day on which it no longer holds; null while it goes on.</param>
public sealed record TimelineEntry(TimelineRow Row, DateOnly From, DateOnly? Until);

/// <summary>What an instant changed in what is known of a stream's days (the transaction-time axis).</summary>
/// <param name="Ended">Entries that are no longer what is known.</param>
/// <param name="Begun">Entries that are known from here on.</param>
public sealed record TimelineChange(
    DateTimeOffset At, IReadOnlyList<TimelineEntry> Ended, IReadOnlyList<TimelineEntry> Begun);

/// <summary>An entry and the instants between which it was what the record said.</summary>
/// <param name="KnownFrom">First instant.</param>
/// <param name="KnownUntil">First instant at which it was no longer known; null while it is.</param>
public sealed record TimelineFact(TimelineEntry Entry, DateTimeOffset KnownFrom, DateTimeOffset? KnownUntil);
