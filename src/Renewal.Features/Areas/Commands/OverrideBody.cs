using Renewal.Domain.Recording;

namespace Renewal.Features.Areas.Commands;

/// <summary>All three are needed; the rules, not the reader of the body, say so.</summary>
public sealed record OverrideBody(string? Reason = null, string? Approver = null, string? DocumentNumber = null)
{
    public OverrideRequest ToRequest() => new(Reason ?? "", Approver ?? "", DocumentNumber ?? "");
}
