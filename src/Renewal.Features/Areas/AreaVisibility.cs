using Renewal.Domain.Access;
using Renewal.Domain.Areas;

namespace Renewal.Features.Areas;

/// <summary>
/// Which areas an actor may see, for every list, page, download, comparison, history, deadline, API response and command. Rights are
/// those of today: the registration as known now decides, whatever day or instant is asked for (docs/decisions/0017).
/// </summary>
public static class AreaVisibility
{
    /// <param name="actor">The caller, with today's role and jurisdictions.</param>
    /// <param name="today">The area as known now, not as known at an earlier instant.</param>
    public static bool CanSee(Actor actor, Area today) =>
        today.Registration is { } registered && actor.CanSee(registered.Jurisdiction);
}
