using System.Collections.Immutable;

namespace Renewal.Domain.Recording;

/// <summary>Asks that a gate or a running clock be overridden. All three are needed.</summary>
public sealed record OverrideRequest(string Reason, string Approver, string DocumentNumber)
{
    /// <summary>The override as the event keeps it.</summary>
    internal GateOverride For(ImmutableArray<string> gates) => new(Reason, Approver, DocumentNumber, gates);
}

/// <summary>A manager let something pass that the rules would have held (越权放行): why, on whose approval, by which paper.</summary>
/// <param name="Gates">Codes of the milestones that were missing, and of the milestones whose clocks were still running.</param>
public sealed record GateOverride(string Reason, string Approver, string DocumentNumber, ImmutableArray<string> Gates);
