using Renewal.Domain.Access;
using Renewal.Domain.Areas;

namespace Renewal.Features.Areas.Commands;

/// <summary>What a form is filled in for: the area (for a correction, without the wrong event), the day and the user.</summary>
/// <param name="Chosen">The value that the link to the form preselects, such as a milestone.</param>
public sealed record FormContext(
    string Code, Area Area, DateOnly Today, Actor Actor, bool Correcting = false, string? Chosen = null)
{
    public bool IsManager => Actor.Role == Role.Manager;

    public AreaState State => Area.On(Today);
}
