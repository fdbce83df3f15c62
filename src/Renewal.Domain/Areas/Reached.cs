using Renewal.Domain.Recording;

namespace Renewal.Domain.Areas;

/// <summary>How firm a date is. A stage cannot close on a planned or forecast one.</summary>
public enum EvidenceGrade
{
    Planned,
    Forecast,

    /// <summary>Recorded without a document.</summary>
    Claimed,

    /// <summary>Has a document number or a stored file.</summary>
    Documented,

    /// <summary>Confirmed by a manager.</summary>
    Confirmed,
}

/// <summary>A milestone that counts as reached. <paramref name="On"/> is null where an opening position gives no day.</summary>
public sealed record Reached(
    string Milestone, DateOnly? On, EvidenceGrade Grade, RecordedEvent<AreaEvent> Recorded, RecordedEvent<AreaEvent>? Confirmation);

public sealed record Planned(string Milestone, DateOnly On, EvidenceGrade Grade, RecordedEvent<AreaEvent> Recorded);

/// <param name="Id">Keeps across corrections of the entry.</param>
public sealed record Obstacle(Guid Id, RecordedEvent<AreaEvent> Raised, RecordedEvent<AreaEvent>? Resolved)
{
    public ObstacleRaised Event => (ObstacleRaised)Raised.Event;
}
