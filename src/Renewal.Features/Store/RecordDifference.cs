using System.Text.Json;
using Renewal.Domain.Recording;
using Renewal.Features.Replay;

namespace Renewal.Features.Store;

/// <summary>Compares two records of one stream.</summary>
internal static class RecordDifference
{
    /// <summary>The first event that differs, by its version; null when both are the same to the byte.</summary>
    public static string? Find<TEvent>(BitemporalRecord<TEvent> expected, BitemporalRecord<TEvent> stored) where TEvent : BitemporalEvent
    {
        for (var i = 0; i < Math.Max(expected.Events.Length, stored.Events.Length); i++)
        {
            if (i >= stored.Events.Length) return $"version {expected.Events[i].Version} is missing";
            if (i >= expected.Events.Length) return $"version {stored.Events[i].Version} has no event";
            // Most are equal as they are; only lists inside them have to be looked at as written.
            if (expected.Events[i] == stored.Events[i]) continue;
            var apart = JsonDifference.Between(
                JsonSerializer.SerializeToElement(expected.Events[i], RenewalStore.Json),
                JsonSerializer.SerializeToElement(stored.Events[i], RenewalStore.Json)).ToList();
            if (apart.Count > 0) return $"version {expected.Events[i].Version}, {string.Join("; ", apart)}";
        }

        return null;
    }
}
