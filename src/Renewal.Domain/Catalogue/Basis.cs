namespace Renewal.Domain.Catalogue;

/// <summary>How sure we are of a legal basis.</summary>
public enum Confidence
{
    /// <summary>A: primary text read in full.</summary>
    PrimaryText,

    /// <summary>B: official notice, court case or several independent secondary pages.</summary>
    OfficialOrSeveral,

    /// <summary>C: one secondary page, or public source that shows practice rather than law.</summary>
    OneSource,

    /// <summary>K: from knowledge, no page was found. Shown as unverified, and never blocks anybody by itself.</summary>
    Unverified,
}

/// <summary>Why a row or a clock is in the table: a source, the place in it, and how sure we are.</summary>
/// <param name="Source">Key of a <see cref="LegalSource"/>.</param>
/// <param name="Article">
/// Article or section as the source counts it; empty when the whole source is meant. A question mark after it: the content was
/// confirmed, the number of the article was not.
/// </param>
public sealed record Basis(string Source, string Article, Confidence Confidence) : IDatedRule
{
    /// <summary>The days of its source, unless the article has others.</summary>
    public EffectivePeriod? Effective { get => field ?? LegalSource.Find(Source)?.Effective; init; }
}
