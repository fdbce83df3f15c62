using System.Collections.Immutable;

namespace Renewal.Domain.Recording;

/// <summary>Requests an override of a gate or running clock. All three members are required.</summary>
public sealed record OverrideRequest(string Reason, string Approver, string DocumentNumber)
{
    /// <summary>The override as stored in the event: it opens exactly what it names.</summary>
    internal GateOverride For(ImmutableArray<string> gates, ImmutableArray<string> periods = default) =>
        new(Reason, Approver, DocumentNumber, gates) { Periods = periods.IsDefault ? [] : periods };
}

/// <summary>A manager allowed what the rules would have blocked (越权放行): why, on whose approval, by which document.</summary>
/// <param name="Gates">Codes of what was missing. Until periods were named apart, also of what they run from.</param>
public sealed record GateOverride(string Reason, string Approver, string DocumentNumber, ImmutableArray<string> Gates)
{
    /// <summary>Codes of the milestones from which the waived periods run; null in events from before they were named apart.</summary>
    public ImmutableArray<string>? Periods { get; init; }

    /// <summary>A waived period does not waive the step it runs from.</summary>
    public bool OpensGate(string code) => Gates.Contains(code);

    public bool WaivesPeriod(string from) => (Periods ?? Gates).Contains(from);
}
