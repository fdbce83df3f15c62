using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Renewal.Domain.Catalogue;

/// <summary>What an unmet precondition does.</summary>
public enum GateStrength
{
    /// <summary>The command is accepted; the gate is only shown.</summary>
    Inform,

    /// <summary>The command is accepted when it gives a reason.</summary>
    Warn,

    /// <summary>The command is refused, unless a manager overrides with reason, approver and document number.</summary>
    Block,
}

/// <summary>The areas a gate applies to.</summary>
public enum GateCondition
{
    Always,

    /// <summary>Only where the area was registered as "site cleared before listing" (净地挂牌).</summary>
    WhenClearedBeforeListing,
}

/// <summary>
/// A precondition of a milestone: one of <paramref name="AnyOf"/> must be reached first, on the same day at the latest.
/// </summary>
public sealed record Gate(ImmutableArray<string> AnyOf, GateStrength Strength, GateCondition Applies = GateCondition.Always) : IDatedRule
{
    public EffectivePeriod? Effective { get; init; }

    /// <summary>
    /// Whether other bodies are known to act before it (signing before the decision, 预签约). Such an act is recorded as it happened; it is
    /// not a step that is missing.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MayComeLater { get; init; }
}
