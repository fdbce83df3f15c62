using Renewal.Domain.Recording;

namespace Renewal.Features.Areas.Commands;

/// <summary>All members are required. They are nullable so that the rules refuse a missing one by its code.</summary>
public sealed record OverrideBody(string? Reason = null, string? Approver = null, string? DocumentNumber = null)
{
    public OverrideRequest ToRequest() => new(Reason ?? "", Approver ?? "", DocumentNumber ?? "");
}
