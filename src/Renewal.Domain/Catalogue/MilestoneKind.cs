using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Renewal.Domain.Catalogue;

/// <summary>A text in both languages of the product.</summary>
public sealed record Wording(string Chinese, string English);

/// <summary>
/// One row of a catalogue table. A new kind of milestone is a new row, not a new event. A milestone whose law changed has one row for each
/// law, and each row has its days.
/// </summary>
public sealed record MilestoneKind(string Code, string Track, string Chinese, string English) : IDatedRule
{
    public EffectivePeriod? Effective { get; init; }

    /// <summary>What a statute says about procedures that began before it came into force; null when it says nothing.</summary>
    public TransitionRule? Transition { get; init; }

    /// <summary>Whose act it is: one of <see cref="Actors"/>.</summary>
    public required string Actor { get; init; }

    /// <summary>The preconditions, and what each does when it is not met.</summary>
    public ImmutableArray<Gate> Gates { get; init; } = [];

    /// <summary>Statutory periods that bound this milestone.</summary>
    public ImmutableArray<ClockRule> Clocks { get; init; } = [];

    /// <summary>The longest time its effect lasts by statute; null when the effect does not lapse.</summary>
    public Lapse? Lapses
    {
        get;
        init => (field, LapseRule) = (value, value is null ? null : new ClockRule(Code, ClockBound.Maximum, [value.Longest], value.Basis));
    }

    /// <summary>The lapse as a period that runs from the milestone itself; null when the effect does not lapse.</summary>
    [JsonIgnore]
    public ClockRule? LapseRule { get; private init; }

    /// <summary>The condition under which the row applies; null when it applies to every area.</summary>
    public Wording? OnlyIf { get; init; }

    /// <summary>
    /// For an unsuccessful outcome (流拍, 流标, threshold missed): the milestone it replaces. Null for ordinary rows.
    /// </summary>
    public string? InsteadOf { get; init; }

    /// <summary>
    /// The milestones that such an outcome reopens: they no longer count as reached and are recorded again in a new round.
    /// </summary>
    public ImmutableArray<string> Reopens { get; init; } = [];

    /// <summary>
    /// The milestones that may be recorded anew after such an outcome (a lapsed decision, a supply plan that needs a new approval). Until
    /// then the earlier event counts.
    /// </summary>
    public ImmutableArray<string> Renews { get; init; } = [];

    /// <summary>The milestone after which this one cannot be recorded, because they exclude each other; null for none.</summary>
    public string? NotAfter { get; init; }

    /// <summary>Whether recording needs a reason (note) and the approving authority: somebody must answer for the departure.</summary>
    public bool NeedsReasonAndApprover { get; init; }

    /// <summary>
    /// Whether it is unverified that the law of those days required it. Then its absence blocks neither a milestone nor a stage: a reason
    /// is enough.
    /// </summary>
    public bool OnlyWarns { get; init; }

    /// <summary>Code of the stage that may be skipped once this is reached (挂牌不适用); null for none.</summary>
    public string? SkipsStage { get; init; }

    public ImmutableArray<Basis> Bases { get; init; } = [];

    /// <summary>The documents that usually prove it, with number patterns where examples are known.</summary>
    public Wording? Evidence { get; init; }

    /// <summary>What a reader of the table should know and no gate or clock says.</summary>
    public Wording? Remark { get; init; }

    /// <summary>Whether it applies to every area of the kind: neither conditional nor an unsuccessful outcome.</summary>
    public bool Required => OnlyIf is null && InsteadOf is null;

    /// <summary>Whether no basis is better than general knowledge. The pages mark such a row as unverified.</summary>
    public bool Unverified => Bases.IsEmpty || Bases.All(basis => basis.Confidence == Confidence.Unverified);

    /// <summary>Every day on which the row, or one of its gates, clocks or bases, comes into force or is no longer in force.</summary>
    [JsonIgnore]
    internal IEnumerable<DateOnly> ChangeDays => new IDatedRule[] { this }.Concat(Gates).Concat(Clocks).Concat(Bases)
        .SelectMany(rule => rule.Effective?.ChangeDays ?? []);

    /// <summary>The row with only the gates, clocks and bases in force on the day.</summary>
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
