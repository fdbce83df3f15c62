using System.Collections.Immutable;

namespace Renewal.Domain;

/// <summary>How a refusal is to be understood by the one who asked.</summary>
public enum RefusalKind
{
    /// <summary>The rules say no in the present state; it may be possible later or another way (409).</summary>
    Rule,

    /// <summary>The value can never be right (422).</summary>
    Impossible,

    /// <summary>No such thing (404).</summary>
    Unknown,

    /// <summary>Not for this person (403).</summary>
    Forbidden,

    /// <summary>Somebody else was faster (412).</summary>
    Stale,

    /// <summary>The version the decision is based on must be named (428).</summary>
    VersionMissing,

    /// <summary>The input cannot be read at all (400).</summary>
    Malformed,

    /// <summary>Too much in one go (413).</summary>
    TooLarge,

    /// <summary>Not a kind of content that is read here (415).</summary>
    Unsupported,

    /// <summary>Not possible at this moment for a reason of the system's; the same may be asked again (503).</summary>
    Unavailable,
}

/// <summary>
/// A named reason for saying no. <paramref name="Code"/> is stable and published; the wording is found by code in the caller's
/// language and filled with its arguments.
/// </summary>
public sealed record Refusal(string Code, RefusalKind Kind)
{
    /// <summary>Values for the wording, by name. Catalogue codes and ISO days; the wording layer turns them into words.</summary>
    public ImmutableSortedDictionary<string, string> Arguments { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What is missing or in the way: milestone codes, in the order of the rulebook.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>How a legal clock came to its answer, where one is the reason.</summary>
    public Calendar.PeriodCalculation? Reckoning { get; init; }

    public Refusal With(string name, string? value) =>
        value is null ? this : this with { Arguments = Arguments.SetItem(name, value) };

    public Refusal With(string name, DateOnly? day) =>
        With(name, day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    public bool Equals(Refusal? other) =>
        other is not null && Code == other.Code && Arguments.SequenceEqual(other.Arguments) && Needs.SequenceEqual(other.Needs);

    public override int GetHashCode() => HashCode.Combine(Code, Arguments.Count, Needs.Length);
}
