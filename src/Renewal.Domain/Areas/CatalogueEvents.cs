using System.Text.Json.Serialization;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Areas;

/// <summary>
/// The area follows another published version of its kind's catalogue (目录版本变更): the content of the one before was wrong. The version
/// counts for all days of the area.
/// </summary>
/// <param name="Override">Present when entries that do not hold by the new version were knowingly left standing.</param>
[EventName("catalogue-adopted")]
public sealed record CatalogueAdopted(string Version, string Reason, DateOnly AdoptedOn, GateOverride? Override)
    : AreaEvent, IOverridableEvent
{
    [JsonIgnore]
    public override DateOnly TakesEffectOn => AdoptedOn;

    public override bool SaysTheSame(BitemporalEvent other) =>
        other is CatalogueAdopted it && base.SaysTheSame(it with { Override = Override });
}
