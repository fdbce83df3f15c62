namespace Renewal.Domain;

/// <summary>Something that happened and is kept for ever. Holds plain facts only: the store adds who, when and by which door.</summary>
public abstract record DomainEvent;

/// <summary>The name an event is stored under. It outlives the class: never change it, never give it to another event.</summary>
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
