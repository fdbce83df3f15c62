using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Renewal.Domain.Catalogue;

/// <summary>Words in the two languages of the product.</summary>
public sealed record Wording(string Chinese, string English);

/// <summary>
/// One row of a catalogue table. A new kind of milestone is a new row, not a new event. A milestone whose law changed has one row for each
/// law, with the days of each.
/// </summary>
public sealed record MilestoneKind(string Code, string Track, string Chinese, string English) : IDatedRule
{
    public EffectivePeriod? Effective { get; init; }

    /// <summary>What a statute itself says of procedures begun before it.</summary>
    public TransitionRule? Transition { get; init; }

    /// <summary>What must have been reached before, and how strongly.</summary>
    public ImmutableArray<Gate> Gates { get; init; } = [];

    /// <summary>Statutory periods that bound this milestone.</summary>
    public ImmutableArray<ClockRule> Clocks { get; init; } = [];

    /// <summary>The statutory end of what the milestone brought about; null where it lasts.</summary>
    public Lapse? Lapses
    {
        get;
        init => (field, LapseRule) = (value, value is null ? null : new ClockRule(Code, ClockBound.Maximum, [value.Longest], value.Basis));
    }

    /// <summary>The end of the effect as a period that runs from the milestone itself; null where it lasts.</summary>
    [JsonIgnore]
    public ClockRule? LapseRule { get; private init; }

    /// <summary>When the row applies, for rows that do not apply to every area; null for rows every area goes through.</summary>
    public Wording? OnlyIf { get; init; }

    /// <summary>
    /// For an ending other than success (流拍, 流标, threshold missed): the milestone it stands instead of. Null for ordinary rows.
    /// </summary>
    public string? InsteadOf { get; init; }

    /// <summary>
    /// The way back from such an ending: these milestones count as not reached any more and are recorded again in a new round.
    /// </summary>
    public ImmutableArray<string> Reopens { get; init; } = [];

    /// <summary>
    /// What such an ending takes the ground from without undoing it (a lapsed decision, a supply plan to be approved anew): these may be
    /// recorded anew after it. Until that is done the earlier entry counts; it was true and stays on file.
    /// </summary>
    public ImmutableArray<string> Renews { get; init; } = [];

    /// <summary>Cannot be recorded once this is on file: it would contradict it.</summary>
    public string? NotAfter { get; init; }

    /// <summary>Recording needs a reason (note) and the approving authority: a departure that somebody must answer for.</summary>
    public bool NeedsReasonAndApprover { get; init; }

    /// <summary>
    /// Nobody has verified that the law of those days asked for it: nothing is shut for want of it, neither a milestone nor a stage;
    /// both pass with a reason.
    /// </summary>
    public bool OnlyWarns { get; init; }

    /// <summary>The stage may be skipped once this is reached (挂牌不适用).</summary>
    public string? SkipsStage { get; init; }

    public ImmutableArray<Basis> Bases { get; init; } = [];

    /// <summary>Papers that usually prove it, with number patterns where they were seen.</summary>
    public Wording? Evidence { get; init; }

    /// <summary>Anything a reader of the table should know that no gate or clock says.</summary>
    public Wording? Remark { get; init; }

    /// <summary>Every area of the kind goes through it: neither conditional nor an alternative ending.</summary>
    public bool Required => OnlyIf is null && InsteadOf is null;

    /// <summary>Nothing firmer than knowledge stands behind the row: it says so on screen.</summary>
    public bool Unverified => Bases.IsEmpty || Bases.All(basis => basis.Confidence == Confidence.Unverified);

    /// <summary>Every day on which the row, one of its gates, clocks or bases begins or ceases to count.</summary>
    [JsonIgnore]
    internal IEnumerable<DateOnly> ChangeDays => new IDatedRule[] { this }.Concat(Gates).Concat(Clocks).Concat(Bases)
        .SelectMany(rule => rule.Effective?.ChangeDays ?? []);

    /// <summary>The row with only what counts on a day.</summary>
    internal MilestoneKind On(DateOnly day)
    {
        bool Counts(IDatedRule rule) => rule.CountsOn(day);
        return Gates.All(Counts) && Clocks.All(Counts) && Bases.All(Counts) ? this : this with
        {
            Gates = [.. Gates.Where(Counts)],
            Clocks = [.. Clocks.Where(Counts)],
            Bases = [.. Bases.Where(Counts)],
        };
    }
}
