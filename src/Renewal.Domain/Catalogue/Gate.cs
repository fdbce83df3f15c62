using System.Collections.Immutable;

namespace Renewal.Domain.Catalogue;

/// <summary>What an unmet precondition does.</summary>
public enum GateStrength
{
    /// <summary>Says so and lets pass.</summary>
    Inform,

    /// <summary>Lets pass when a reason is given.</summary>
    Warn,

    /// <summary>Shut; only an override by a manager, with reason, approver and document, opens it.</summary>
    Block,
}

/// <summary>When a gate counts at all.</summary>
public enum GateCondition
{
    Always,

    /// <summary>Only where the area was registered as "site cleared before listing" (净地挂牌).</summary>
    WhenClearedBeforeListing,
}

/// <summary>
/// A precondition of a milestone: one of <paramref name="AnyOf"/> must have been reached before it, on the same day at the latest.
/// </summary>
public sealed record Gate(ImmutableArray<string> AnyOf, GateStrength Strength, GateCondition Applies = GateCondition.Always) : IDatedRule
{
    public EffectivePeriod? Effective { get; init; }
}
