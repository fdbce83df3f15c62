using System.Text.Json.Serialization;

namespace Renewal.Domain.Catalogue;

/// <summary>The days on which a rule is law.</summary>
/// <param name="From">First day; null when the rule is older than any recorded area.</param>
/// <param name="Until">Last day; null while in force.</param>
public sealed record EffectivePeriod(DateOnly? From, DateOnly? Until)
{
    public bool Includes(DateOnly day) => !(day < From) && !(day > Until);

    /// <summary>Whether the two periods have a day in common.</summary>
    public bool Overlaps(EffectivePeriod other) => !(From > other.Until) && !(Until < other.From);

    /// <summary>Whether every day of the other period is also one of this.</summary>
    public bool Covers(EffectivePeriod other) => (From is null || other.From >= From) && (Until is null || other.Until <= Until);

    /// <summary>The days on which the rule comes into force, or is no longer in force for the first time.</summary>
    [JsonIgnore]
    public IEnumerable<DateOnly> ChangeDays => new[] { From, Until?.AddDays(1) }.OfType<DateOnly>();
}

/// <summary>A rule of the catalogue with the days on which it is law.</summary>
public interface IDatedRule
{
    /// <summary>Null for a rule that is always in force.</summary>
    EffectivePeriod? Effective { get; }

    bool CountsOn(DateOnly day) => Effective?.Includes(day) != false;
}
