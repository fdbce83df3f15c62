namespace Renewal.Domain;

/// <summary>
/// Something that happened and is stored permanently. Holds plain values only: the store adds who, when and through which channel.
/// </summary>
public abstract record DomainEvent;

/// <summary>The name under which an event is stored. It outlives the class: never change it or reuse it for another event.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;

    /// <summary>The stored name of an event type.</summary>
    public static string Of(Type happened) =>
        happened.GetCustomAttributes(typeof(EventNameAttribute), inherit: false) is [EventNameAttribute named]
            ? named.Name
            : throw new InvalidOperationException($"{happened.Name} has no [EventName].");
}
