using System.Collections.Immutable;

namespace Renewal.Domain;

/// <summary>What a refusal means for the caller.</summary>
public enum RefusalKind
{
    /// <summary>The rules reject it in the present state; it may be possible later or in another way (409).</summary>
    Rule,

    /// <summary>The value can never be right (422).</summary>
    Impossible,

    /// <summary>Not found (404).</summary>
    Unknown,

    /// <summary>Not permitted for this actor (403).</summary>
    Forbidden,

    /// <summary>The version is stale (412).</summary>
    Stale,

    /// <summary>The version the decision is based on is required (428).</summary>
    VersionMissing,

    /// <summary>The input cannot be read at all (400).</summary>
    Malformed,

    /// <summary>Too large (413).</summary>
    TooLarge,

    /// <summary>Unsupported content type (415).</summary>
    Unsupported,

    /// <summary>Temporarily not possible for a technical reason; retry (503).</summary>
    Unavailable,
}

/// <summary>
/// A coded reason for rejecting a command. <paramref name="Code"/> is stable and published; its text is found by code in the caller's
/// language and filled with the arguments.
/// </summary>
public sealed record Refusal(string Code, RefusalKind Kind)
{
    /// <summary>Values for the text, by name: catalogue codes and ISO days, which the channel translates.</summary>
    public ImmutableSortedDictionary<string, string> Arguments { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What is missing or blocks: milestone codes in the order of the table.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>How a legal period was counted, if one is the reason.</summary>
    public Calendar.PeriodCalculation? Reckoning { get; init; }

    public Refusal With(string name, string? value) =>
        value is null ? this : this with { Arguments = Arguments.SetItem(name, value) };

    public Refusal With(string name, DateOnly? day) =>
        With(name, day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    public bool Equals(Refusal? other) =>
        other is not null && Code == other.Code && Arguments.SequenceEqual(other.Arguments) && Needs.SequenceEqual(other.Needs);

    public override int GetHashCode() => HashCode.Combine(Code, Arguments.Count, Needs.Length);
}
