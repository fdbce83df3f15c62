using System.Text.Json.Serialization;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Areas;

/// <summary>The events of a renewal area. The store adds who recorded them, when and through which channel.</summary>
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
[JsonDerivedType(typeof(CatalogueAdopted), "catalogue-adopted")]
[JsonDerivedType(typeof(FactCorrected), "fact-corrected")]
public abstract record AreaEvent : BitemporalEvent
{
    private protected AreaEvent() { }
}
