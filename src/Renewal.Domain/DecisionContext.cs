using System.Collections.Immutable;
using Renewal.Domain.Calendar;

namespace Renewal.Domain;

/// <summary>What a decision may read in addition to the state of its own stream.</summary>
/// <param name="Today">The office's day (Asia/Shanghai).</param>
public sealed record DecisionContext(DateOnly Today, WorkCalendar Calendar)
{
    /// <summary>Position of the new event among those of its day: last, unless it replaces a wrong one.</summary>
    internal long SortVersion { get; init; } = long.MaxValue;

    internal bool IsReplacement => SortVersion != long.MaxValue;

    private ImmutableDictionary<(Type, string), object> Others { get; init; } = ImmutableDictionary<(Type, string), object>.Empty;

    /// <summary>Adds the state of another stream. The caller of the rules loads it; rules load nothing.</summary>
    /// <param name="key">How the other stream is referred to, such as the code of an area.</param>
    public DecisionContext With<TState>(string key, TState state) where TState : class =>
        this with { Others = Others.SetItem((typeof(TState), key), state) };

    /// <summary>The state of another stream; null when there is no such stream.</summary>
    public TState? Find<TState>(string key) where TState : class => Others.GetValueOrDefault((typeof(TState), key)) as TState;
}
