using System.Text.Json.Serialization;

namespace Renewal.Domain.Catalogue;

/// <summary>The name of the law that governs a kind, from when until when. What it asks for stands in the rows of the kind.</summary>
/// <param name="From">First day; null when it reaches back before our records.</param>
/// <param name="Until">Last day; null while in force.</param>
public sealed record Regime(string Code, string Chinese, string English, DateOnly? From, DateOnly? Until, Basis Basis)
{
    [JsonIgnore]
    public EffectivePeriod Days => new(From, Until);

    public bool AppliesOn(DateOnly day) => Days.Includes(day);
}
