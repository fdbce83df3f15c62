namespace Renewal.Domain.Areas;

/// <summary>Something a person asks to be put on file about one area. Every door sends the same commands.</summary>
/// <param name="Code">The area, by its code.</param>
public abstract record AreaCommand(string Code)
{
    /// <summary>Asks for something only a manager may grant.</summary>
    public virtual OverrideRequest? Override => null;
}

/// <summary>Asks that a shut gate or a running clock be opened. All three are needed.</summary>
public sealed record OverrideRequest(string Reason, string Approver, string DocumentNumber);

/// <summary>What the rules may look at besides the area's file.</summary>
/// <param name="Today">The office's day (Asia/Shanghai).</param>
public sealed record Setting(DateOnly Today, Calendar.WorkCalendar Calendar)
{
    /// <summary>Where the entry asked for stands among those of its day: last, unless it takes the place of a wrong one.</summary>
    internal long Place { get; init; } = long.MaxValue;

    internal bool Replacing => Place != long.MaxValue;
}
