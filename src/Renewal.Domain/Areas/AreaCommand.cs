using Renewal.Domain.Recording;

namespace Renewal.Domain.Areas;

/// <summary>Something a person wants recorded about one area. Every channel sends the same commands.</summary>
/// <param name="Code">The area, by its code.</param>
public abstract record AreaCommand(string Code)
{
    /// <summary>Asks for something only a manager may grant.</summary>
    public virtual OverrideRequest? Override => null;
}
