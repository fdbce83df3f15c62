using Renewal.Domain.Access;
using Renewal.Domain.Areas;

namespace Renewal.Features.Areas.Commands;

/// <summary>What a form is filled in for: which area (for a correction: without the wrong event), on which day, by whom.</summary>
/// <param name="Chosen">What the link that led here already says, such as the milestone.</param>
public sealed record FormContext(
    string Code, Area Area, DateOnly Today, Actor Actor, bool Correcting = false, string? Chosen = null)
{
    public bool IsManager => Actor.Role == Role.Manager;

    public AreaState State => Area.On(Today);
}
