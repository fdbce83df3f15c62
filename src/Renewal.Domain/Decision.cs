using System.Collections.Immutable;

namespace Renewal.Domain;

/// <summary>The result of a rule: events, or one refusal.</summary>
public sealed record Decision
{
    /// <summary>Accepted without new events, because the command was a repetition.</summary>
    public static readonly Decision Nothing = new() { Events = [] };

    public ImmutableArray<DomainEvent> Events { get; private init; } = [];

    public Refusal? Refusal { get; private init; }

    public static Decision Accept(params ImmutableArray<DomainEvent> events) => new() { Events = events };

    public static Decision Refuse(Refusal refusal) => new() { Refusal = refusal };

    public static implicit operator Decision(DomainEvent happened) => Accept(happened);

    public static implicit operator Decision(Refusal refusal) => Refuse(refusal);
}
