namespace Renewal.Domain.Catalogue;

/// <summary>How well a legal basis is known.</summary>
public enum Confidence
{
    /// <summary>A: primary text read in full.</summary>
    PrimaryText,

    /// <summary>B: official notice, court case or several independent secondary pages.</summary>
    OfficialOrSeveral,

    /// <summary>C: one secondary page, or a public source that shows practice rather than law.</summary>
    OneSource,

    /// <summary>K: general knowledge, no text was found. Shown as unverified; a period with this basis never blocks.</summary>
    Unverified,
}

/// <summary>The legal basis of a row or a clock: the source, the article, and how well it is known.</summary>
/// <param name="Source">Key of a <see cref="LegalSource"/>.</param>
/// <param name="Article">
/// Article or section in the numbering of the source; empty for the whole source. A question mark at the end says that the content was
/// confirmed, but not the number.
/// </param>
public sealed record Basis(string Source, string Article, Confidence Confidence) : IDatedRule
{
    /// <summary>The days on which it is law; by default those of its source.</summary>
    public EffectivePeriod? Effective { get => field ?? LegalSource.Find(Source)?.Effective; init; }
}
