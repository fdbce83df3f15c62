namespace Renewal.Domain.Areas;

/// <summary>In addition to its stage an area is active, suspended or terminated.</summary>
public enum AreaStatus
{
    Active,
    Suspended,
    Terminated,
}
