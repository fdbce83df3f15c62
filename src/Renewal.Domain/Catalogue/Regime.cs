using System.Text.Json.Serialization;

namespace Renewal.Domain.Catalogue;

/// <summary>A law that governs a kind, with its days. Its requirements are rows of the catalogue of the kind.</summary>
/// <param name="From">First day; null when the law is older than any recorded area.</param>
/// <param name="Until">Last day; null while in force.</param>
public sealed record Regime(string Code, string Chinese, string English, DateOnly? From, DateOnly? Until, Basis Basis)
{
    [JsonIgnore]
    public EffectivePeriod Days => new(From, Until);

    public bool AppliesOn(DateOnly day) => Days.Includes(day);
}
