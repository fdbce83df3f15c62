using System.Collections.Concurrent;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Areas;

/// <summary>A command about one area. Every channel sends the same commands.</summary>
/// <param name="Code">The area, by its code.</param>
public abstract record AreaCommand(string Code)
{
    /// <summary>Requests an override, which needs a manager.</summary>
    public virtual OverrideRequest? Override => null;

    /// <summary>
    /// Whether the decision rests on what the sender saw, so that the version seen must be named: always so for an override.
    /// </summary>
    public bool NeedsVersion => Override is not null || NeedsVersionAttribute.Applies(GetType());

    /// <summary>The reason given for what the rules only warn of; null where the command has no member for it.</summary>
    internal virtual string? GivenReason => null;

    /// <summary>The same with an empty list where the sender left a list out.</summary>
    internal virtual AreaCommand WithDefaults() => this;

    /// <summary>The rule of this command. The area is registered, unless the command registers it.</summary>
    internal abstract Decision Decide(Area area, DecisionContext context);
}

/// <summary>A command that records one kind of event; the same command replaces such an event when it is corrected.</summary>
public abstract record AreaCommand<TEvent>(string Code) : AreaCommand(Code) where TEvent : AreaEvent;

/// <summary>Marks a command that only a manager may send.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ManagersOnlyAttribute : Attribute
{
    public static bool Applies(Type command) => CommandMarks<ManagersOnlyAttribute>.Has(command);
}

/// <summary>Marks a command that always rests on what its sender saw, such as a correction.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NeedsVersionAttribute : Attribute
{
    public static bool Applies(Type command) => CommandMarks<NeedsVersionAttribute>.Has(command);
}

/// <summary>
/// Which types of command have a mark. Asked for every command, and for every row of a ledger: to look the attribute up takes longer than
/// to decide. It holds one entry for each type of command.
/// </summary>
internal static class CommandMarks<TMark> where TMark : Attribute
{
    private static readonly ConcurrentDictionary<Type, bool> known = new();

    public static bool Has(Type command) => known.GetOrAdd(command, static type => Attribute.IsDefined(type, typeof(TMark)));
}
