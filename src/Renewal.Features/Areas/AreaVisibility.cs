using Renewal.Domain.Access;
using Renewal.Domain.Areas;

namespace Renewal.Features.Areas;

/// <summary>
/// Which areas somebody may look at, for every list, page, download, comparison, history, deadline, API answer and command. Rights are
/// today's: what counts is the registration on file now, whichever day or moment is looked at (docs/decisions/0017).
/// </summary>
public static class AreaVisibility
{
    /// <param name="actor">Who asks, with the role and jurisdictions held now.</param>
    /// <param name="today">The area as it is on file now, not as it was known at some earlier moment.</param>
    public static bool CanSee(Actor actor, Area today) =>
        today.Registration is { } registered && actor.CanSee(registered.Jurisdiction);
}
