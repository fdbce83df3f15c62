using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Areas;

/// <summary>An area was taken into the ledger (登记). Kind, regime and catalogue version say which rulebook it keeps.</summary>
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
        // Which table was current is not part of what was said.
        && base.SaysTheSame(it with { Labels = Labels, Regime = Regime, CatalogueVersion = CatalogueVersion });
}

/// <summary>What a ledger says of an area as of a day (期初). It claims no history that its source does not give.</summary>
[EventName("opening-position-taken")]
public sealed record OpeningPositionTaken(
    string Stage, DateOnly AsOf, string Source, ImmutableArray<OpeningMilestone> Milestones, string? Note) : AreaEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => AsOf;

    public override bool SaysTheSame(BitemporalEvent other) => other is OpeningPositionTaken it
        && Milestones.SequenceEqual(it.Milestones) && base.SaysTheSame(it with { Milestones = Milestones });
}

/// <summary>A milestone the source of an opening position gives, with its day where the source has one.</summary>
public sealed record OpeningMilestone(string Milestone, DateOnly? EffectiveOn);

/// <summary>A milestone of the area's catalogue was reached.</summary>
/// <param name="EffectiveOn">Day it took effect or was served: legal clocks run from it.</param>
/// <param name="DocumentNumber">文号, as written on the paper.</param>
/// <param name="DocumentDate">Date on the paper.</param>
/// <param name="Authority">Who acted, named as on the paper; mostly not the office that records.</param>
/// <param name="Attachments">References to kept files.</param>
/// <param name="Override">Present when a shut gate or a running clock was opened for it.</param>
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
    [JsonIgnore]
    public override DateOnly TakesEffectOn => EffectiveOn;

    public override bool SaysTheSame(BitemporalEvent other) => other is MilestoneRecorded it
        && Attachments.SequenceEqual(it.Attachments) && base.SaysTheSame(it with { Attachments = Attachments, Override = Override });
}

/// <summary>A manager vouches for a recorded milestone (核实).</summary>
/// <param name="EventId">The recording that is vouched for. Replacing that recording ends the confirmation.</param>
[EventName("milestone-confirmed")]
public sealed record MilestoneConfirmed(string Milestone, Guid EventId, DateOnly ConfirmedOn) : AreaEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => ConfirmedOn;
}

/// <summary>The area moved to another stage, forward or back.</summary>
/// <param name="Reason">Given when it went back, or forward without a step that only warns.</param>
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

/// <summary>Planned or forecast days were set, moved or dropped (倒排工期).</summary>
[EventName("plan-set")]
public sealed record PlanSet(DateOnly SetOn, ImmutableArray<PlannedMilestone> Milestones, string? Reason) : AreaEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => SetOn;

    public override bool SaysTheSame(BitemporalEvent other) => other is PlanSet it
        && Milestones.SequenceEqual(it.Milestones) && base.SaysTheSame(it with { Milestones = Milestones });
}

/// <param name="PlannedOn">Null drops the day that was planned.</param>
/// <param name="Grade">planned or forecast.</param>
public sealed record PlannedMilestone(string Milestone, DateOnly? PlannedOn, string Grade);

/// <summary>Something holds the area up (堵点). Its id is the id of this event.</summary>
[EventName("obstacle-raised")]
public sealed record ObstacleRaised(string Category, string Description, DateOnly RaisedOn) : AreaEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => RaisedOn;
}

/// <summary>An obstacle is out of the way (销号).</summary>
[EventName("obstacle-resolved")]
public sealed record ObstacleResolved(Guid Obstacle, DateOnly ResolvedOn, string How) : AreaEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => ResolvedOn;
}

/// <summary>Work was halted (暂停). Legal periods of other bodies go on running.</summary>
[EventName("area-suspended")]
public sealed record AreaSuspended(DateOnly EffectiveOn, string Reason, string? DocumentNumber) : AreaEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => EffectiveOn;
}

/// <summary>Work was taken up again (恢复).</summary>
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

/// <summary>Who is answerable for the area (责任单位、经办人) from a day on. The officer is named by account, never by person.</summary>
[EventName("duty-assigned")]
public sealed record DutyAssigned(string? ResponsibleUnit, string? Officer, DateOnly EffectiveOn) : AreaEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => EffectiveOn;
}

/// <summary>How things stand, in words, as of a day (进展). Ledgers carry such a sentence for every area.</summary>
[EventName("progress-noted")]
public sealed record ProgressNoted(DateOnly AsOf, string Text, string? Source) : AreaEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => AsOf;
}

/// <summary>An earlier entry is wrong. It stays on file; from here on it does not count, and a replacement may follow.</summary>
/// <param name="EventId">The entry that is wrong.</param>
/// <param name="Override">Present when entries that depend on the wrong one were knowingly left standing.</param>
[EventName("fact-corrected")]
public sealed record FactCorrected(Guid EventId, string Reason, DateOnly CorrectedOn, GateOverride? Override) : AreaEvent, ICorrectionEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => CorrectedOn;
}
