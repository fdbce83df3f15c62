using System.Collections.Immutable;

namespace Renewal.Domain.Recording;

/// <summary>Requests an override of a gate or running clock. All three members are required.</summary>
public sealed record OverrideRequest(string Reason, string Approver, string DocumentNumber)
{
    /// <summary>The override as stored in the event.</summary>
    internal GateOverride For(ImmutableArray<string> gates) => new(Reason, Approver, DocumentNumber, gates);
}

/// <summary>A manager allowed what the rules would have blocked (越权放行): why, on whose approval, by which document.</summary>
/// <param name="Gates">Codes of the milestones that were missing, and of the milestones whose clocks were still running.</param>
public sealed record GateOverride(string Reason, string Approver, string DocumentNumber, ImmutableArray<string> Gates);
