using System.Text.Json.Serialization;

namespace Renewal.Domain.Recording;

/// <summary>An event with a valid-time day in addition to its recording time. It may replace a wrong one.</summary>
public abstract record BitemporalEvent : DomainEvent
{
    /// <summary>The day it took effect or was served: its position on the valid-time axis.</summary>
    [JsonIgnore]
    public abstract DateOnly TakesEffectOn { get; }

    /// <summary>The event this one replaces, when it was recorded as part of a correction.</summary>
    public Guid? Replaces { get; init; }

    /// <summary>
    /// Whether two events say the same, which makes sending a command twice harmless. The replaced event and the override are not
    /// compared. Events with lists override this, because a record compares lists by reference.
    /// </summary>
    public virtual bool SaysTheSame(BitemporalEvent other) => (this with { Replaces = null }).Equals(other with { Replaces = null });

    /// <summary>As <see cref="SaysTheSame"/>, and allowed by the same override. Its gates follow from the command.</summary>
    internal bool IsIdenticalTo(BitemporalEvent other) => SaysTheSame(other) && Granted(this) == Granted(other);

    internal BitemporalEvent InPlaceOf(Guid eventId) => this with { Replaces = eventId };

    private static (string, string, string)? Granted(BitemporalEvent recorded) =>
        recorded is IOverridableEvent { Override: { } granted } ? (granted.Reason, granted.Approver, granted.DocumentNumber) : null;
}

/// <summary>An event that may have an override by a manager.</summary>
public interface IOverridableEvent
{
    GateOverride? Override { get; }
}

/// <summary>Says that an earlier event of its stream is wrong. It does not count itself and cannot be corrected.</summary>
public interface ICorrectionEvent
{
    /// <summary>The event that is wrong.</summary>
    Guid EventId { get; }

    string Reason { get; }
}
