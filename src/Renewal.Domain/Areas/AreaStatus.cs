namespace Renewal.Domain.Areas;

/// <summary>Beside its stage an area is at work, halted, or ended.</summary>
public enum AreaStatus
{
    Active,
    Suspended,
    Terminated,
}
