using JasperFx.Events;
using Renewal.Domain.Areas;
using Renewal.Features.Store;
using Renewal.Features.Time;

namespace Renewal.Features.Areas;

/// <summary>One event of an area's history, with its correction.</summary>
public sealed record HistoryLine(
    long Seq,
    long Version,
    Guid Id,
    string Type,
    DateOnly EffectiveOn,
    DateTimeOffset RecordedAt,
    string RecordedBy,
    string? Via,
    string? Role,
    string? File,
    int? Row,
    object Data,
    CorrectionNote? CorrectedBy)
{
    public static HistoryLine From(IEvent e, Area area)
    {
        var happened = (AreaEvent)e.Data;
        var correction = area.Find(e.Id)?.Corrected;
        return new HistoryLine(
            e.Sequence, e.Version, e.Id, e.EventTypeName, happened.TakesEffectOn, OfficeClock.InOffice(e.Timestamp),
            e.UserName ?? "unknown",
            Header(e, Provenance.ViaHeader), Header(e, Provenance.RoleHeader), Header(e, Provenance.FileHeader),
            int.TryParse(Header(e, Provenance.RowHeader), out var row) ? row : null, happened,
            correction is null ? null : new CorrectionNote(
                correction.EventId, correction.Version, correction.Reason, OfficeClock.InOffice(correction.RecordedAt),
                correction.RecordedBy, correction.ReplacedBy));
    }

    private static string? Header(IEvent e, string name) => e.GetHeader(name)?.ToString();
}

/// <summary>The correction of an event: by which event, why, when, by whom, and the replacement.</summary>
public sealed record CorrectionNote(
    Guid Id, long Version, string Reason, DateTimeOffset RecordedAt, string RecordedBy, Guid? ReplacedBy);
