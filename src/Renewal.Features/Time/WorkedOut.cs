using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Renewal.Features.Time;

/// <summary>
/// What was worked out from something that never changes, by day. Kept exactly as long as its source is: the many who look at today
/// do not each work it out.
/// </summary>
internal sealed class WorkedOut<TSource, TView> where TSource : class
{
    private const int DaysKept = 8;

    private readonly ConditionalWeakTable<TSource, ConcurrentDictionary<DateOnly, TView>> known = [];

    public TView Of(TSource source, DateOnly on, Func<TSource, DateOnly, TView> workOut)
    {
        var days = known.GetOrCreateValue(source);
        if (days.TryGetValue(on, out var before)) return before;
        if (days.Count >= DaysKept) days.Clear();
        return days[on] = workOut(source, on);
    }
}
