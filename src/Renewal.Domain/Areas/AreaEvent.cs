using System.Text.Json.Serialization;

namespace Renewal.Domain.Areas;

/// <summary>Everything that can happen to a renewal area. Who recorded it, when and through which door is kept by the store.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "happened")]
[JsonDerivedType(typeof(AreaRegistered), "area-registered")]
[JsonDerivedType(typeof(OpeningPositionTaken), "opening-position-taken")]
[JsonDerivedType(typeof(MilestoneRecorded), "milestone-recorded")]
[JsonDerivedType(typeof(MilestoneConfirmed), "milestone-confirmed")]
[JsonDerivedType(typeof(StageChanged), "stage-changed")]
[JsonDerivedType(typeof(PlanSet), "plan-set")]
[JsonDerivedType(typeof(ObstacleRaised), "obstacle-raised")]
[JsonDerivedType(typeof(ObstacleResolved), "obstacle-resolved")]
[JsonDerivedType(typeof(AreaSuspended), "area-suspended")]
[JsonDerivedType(typeof(AreaResumed), "area-resumed")]
[JsonDerivedType(typeof(AreaTerminated), "area-terminated")]
[JsonDerivedType(typeof(AreaLabelled), "area-labelled")]
[JsonDerivedType(typeof(DutyAssigned), "duty-assigned")]
[JsonDerivedType(typeof(ProgressNoted), "progress-noted")]
[JsonDerivedType(typeof(FactCorrected), "fact-corrected")]
public abstract record AreaEvent : DomainEvent
{
    private protected AreaEvent() { }

    /// <summary>The day it took effect or was served: where it stands on the valid-time axis.</summary>
    [JsonIgnore]
    public abstract DateOnly TakesEffectOn { get; }

    /// <summary>The event this one takes the place of, when it was recorded as part of a correction.</summary>
    public Guid? Replaces { get; init; }
}
