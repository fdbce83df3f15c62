using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Areas;

/// <summary>An area was registered (登记). Kind, regime and catalogue version select its table.</summary>
/// <param name="Code">The short code people use; a natural key that a correction may change.</param>
/// <param name="Jurisdiction">Administrative-division code (行政区划代码), such as 420112001 吴家山街.</param>
/// <param name="OpenedOn">First day of the record; nothing before it can be recorded.</param>
/// <param name="ClearedBeforeListing">净地挂牌: the site must be cleared before the land is listed.</param>
/// <param name="Boundary">GeoJSON in WGS 84, as given.</param>
[EventName("area-registered")]
public sealed record AreaRegistered(
    string Code,
    string Name,
    string Kind,
    string Regime,
    string CatalogueVersion,
    string Jurisdiction,
    DateOnly OpenedOn,
    ImmutableArray<string> Labels,
    string? ResponsibleUnit,
    string? Officer,
    decimal? SiteAreaM2,
    decimal? BuildingAreaM2,
    int? HouseholdsExpected,
    bool ClearedBeforeListing,
    string? Boundary) : AreaEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => OpenedOn;

    public override bool SaysTheSame(BitemporalEvent other) => other is AreaRegistered it && Labels.SequenceEqual(it.Labels)
        // The catalogue version is not part of the command.
        && base.SaysTheSame(it with { Labels = Labels, Regime = Regime, CatalogueVersion = CatalogueVersion });
}

/// <summary>A milestone of the area's catalogue was reached.</summary>
/// <param name="EffectiveOn">Day it took effect or was served: legal clocks run from it.</param>
/// <param name="DocumentNumber">文号, as written on the document.</param>
/// <param name="DocumentDate">Date on the document.</param>
/// <param name="Authority">Who acted, named as in the document; usually not the office that records it.</param>
/// <param name="Attachments">References to stored files.</param>
/// <param name="Override">Present when a manager overrode a gate or clock that blocked it.</param>
[EventName("milestone-recorded")]
public sealed record MilestoneRecorded(
    string Milestone,
    DateOnly EffectiveOn,
    string? DocumentNumber,
    DateOnly? DocumentDate,
    string? Authority,
    string? Note,
    ImmutableArray<string> Attachments,
    GateOverride? Override) : AreaEvent, IOverridableEvent
{
    /// <summary>
    /// 据实记录: another body's act on a day the law did not allow, or during a suspension. The mark stays; a manager confirms it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AsHappened { get; init; }

    [JsonIgnore]
    public override DateOnly TakesEffectOn => EffectiveOn;

    public override bool SaysTheSame(BitemporalEvent other) => other is MilestoneRecorded it
        && Attachments.SequenceEqual(it.Attachments)
        && base.SaysTheSame(it with { Attachments = Attachments, Override = Override, AsHappened = AsHappened });
}

/// <summary>A manager confirmed a recorded milestone (核实).</summary>
/// <param name="EventId">The event that is confirmed. Replacing that event ends the confirmation.</param>
[EventName("milestone-confirmed")]
public sealed record MilestoneConfirmed(string Milestone, Guid EventId, DateOnly ConfirmedOn) : AreaEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => ConfirmedOn;
}

/// <summary>The area moved to another stage, forward or back.</summary>
/// <param name="Reason">Given when the stage went back, or forward without a milestone that only warns.</param>
[EventName("stage-changed")]
public sealed record StageChanged(
    string Stage, DateOnly EffectiveOn, string? DocumentNumber, string? Note, string? Reason, GateOverride? Override)
    : AreaEvent, IOverridableEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => EffectiveOn;

    public override bool SaysTheSame(BitemporalEvent other) =>
        other is StageChanged it && base.SaysTheSame(it with { Override = Override });
}

/// <summary>Planned or forecast days were set, moved or removed (倒排工期).</summary>
[EventName("plan-set")]
public sealed record PlanSet(DateOnly SetOn, ImmutableArray<PlannedMilestone> Milestones, string? Reason) : AreaEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => SetOn;

    public override bool SaysTheSame(BitemporalEvent other) => other is PlanSet it
        && Milestones.SequenceEqual(it.Milestones) && base.SaysTheSame(it with { Milestones = Milestones });
}

/// <param name="PlannedOn">Null removes the planned day.</param>
/// <param name="Grade">planned or forecast.</param>
public sealed record PlannedMilestone(string Milestone, DateOnly? PlannedOn, string Grade);

/// <summary>An obstacle was reported (堵点). Its id is the id of this event.</summary>
[EventName("obstacle-raised")]
public sealed record ObstacleRaised(string Category, string Description, DateOnly RaisedOn) : AreaEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => RaisedOn;
}

/// <summary>An obstacle was resolved (销号).</summary>
[EventName("obstacle-resolved")]
public sealed record ObstacleResolved(Guid Obstacle, DateOnly ResolvedOn, string How) : AreaEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => ResolvedOn;
}

/// <summary>Work was suspended (暂停). Legal periods of other bodies continue.</summary>
[EventName("area-suspended")]
public sealed record AreaSuspended(DateOnly EffectiveOn, string Reason, string? DocumentNumber) : AreaEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => EffectiveOn;
}

/// <summary>Work was resumed (恢复).</summary>
[EventName("area-resumed")]
public sealed record AreaResumed(DateOnly EffectiveOn, string Reason, string? DocumentNumber) : AreaEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => EffectiveOn;
}

/// <summary>The project ended without completion (终止), for instance after a missed signing threshold.</summary>
[EventName("area-terminated")]
public sealed record AreaTerminated(DateOnly EffectiveOn, string Reason, string? DocumentNumber) : AreaEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => EffectiveOn;
}

/// <summary>The area's labels were set; the list replaces the one before.</summary>
[EventName("area-labelled")]
public sealed record AreaLabelled(ImmutableArray<string> Labels, DateOnly LabelledOn) : AreaEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => LabelledOn;

    public override bool SaysTheSame(BitemporalEvent other) => other is AreaLabelled it
        && Labels.SequenceEqual(it.Labels) && base.SaysTheSame(it with { Labels = Labels });
}

/// <summary>Responsible unit and officer of the area (责任单位、经办人) from a day on. The officer is an account, never a person's name.</summary>
[EventName("duty-assigned")]
public sealed record DutyAssigned(string? ResponsibleUnit, string? Officer, DateOnly EffectiveOn) : AreaEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => EffectiveOn;
}

/// <summary>A progress note as of a day (进展). Ledgers have such a sentence for every area.</summary>
[EventName("progress-noted")]
public sealed record ProgressNoted(DateOnly AsOf, string Text, string? Source) : AreaEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => AsOf;
}

/// <summary>An earlier event is wrong. It stays stored but no longer counts, and a replacement may follow.</summary>
/// <param name="EventId">The wrong event.</param>
/// <param name="Override">Present when a manager accepted that events depending on the wrong one stay.</param>
[EventName("fact-corrected")]
public sealed record FactCorrected(Guid EventId, string Reason, DateOnly CorrectedOn, GateOverride? Override) : AreaEvent, ICorrectionEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => CorrectedOn;
}
