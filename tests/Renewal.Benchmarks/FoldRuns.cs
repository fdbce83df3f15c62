using System.Diagnostics;
using System.Text.Json;
using Renewal.Domain.Areas;
using Renewal.Domain.Recording;
using Renewal.Features.Store;

namespace Renewal.Benchmarks;

/// <summary>
/// What the design rests on: an area's file is one document, and any day is worked out from it in memory (docs/decisions/0006).
/// </summary>
internal static class FoldRuns
{
    private static readonly DateOnly First = new(2018, 1, 1);

    public static void Run()
    {
        RunTimeline();
        foreach (var size in new[] { 50, 200, 1000 })
        {
            var facts = Facts(size).ToList();
            var area = facts.Aggregate(Area.Unknown, Area.Evolve);
            var json = JsonSerializer.Serialize(area, RenewalStore.Json);
            Console.WriteLine($"an area of {size} facts, {json.Length / 1024.0:F0} KB");
            Measure("  fold it from its events", () => facts.Aggregate(Area.Unknown, Area.Evolve));
            Measure("  one day in the middle", () => area.On(First.AddDays(size / 2)));
            Measure("  write the document", () => JsonSerializer.Serialize(area, RenewalStore.Json));
            Measure("  read the document", () => JsonSerializer.Deserialize<Area>(json, RenewalStore.Json));
        }
    }

    /// <summary>What the bitemporal rows of one more event cost: the days before and after it are derived and compared.</summary>
    private static void RunTimeline()
    {
        foreach (var size in new[] { 5, 20, 50 })
        {
            var area = Script.Events("riverside", size).Select((e, i) => File(i + 1, e)).Aggregate(Area.Unknown, Area.Evolve);
            var json = JsonSerializer.Serialize(area, RenewalStore.Json);
            Console.WriteLine($"an area of {size} events");
            Measure("  rows of its last event", () => AreaTimeline.Changes(area, size - 1).ToList());
            Measure("  all rows it ever had", () => AreaTimeline.All(area));
            Measure("  write the document", () => JsonSerializer.Serialize(area, RenewalStore.Json));
            Measure("  read the document", () => JsonSerializer.Deserialize<Area>(json, RenewalStore.Json));
        }
    }

    private static IEnumerable<RecordedEvent<AreaEvent>> Facts(int size)
    {
        yield return File(1, new AreaRegistered(
            "riverside", "临江片", "state-land-expropriation", "state-590", "2026-11", "420112001",
            First, [], null, null, null, null, null, false,
                null));
        for (var i = 2; i <= size; i++) yield return File(i, new ProgressNoted(First.AddDays(i), $"第{i}日进展：签约推进中", null));
    }

    private static RecordedEvent<AreaEvent> File(int version, AreaEvent happened) => new(
        new Guid(version, 0, 0, new byte[8]), version, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(version), "zhang",
            happened);

    // Processor time, because a machine that is busy with other things stretches the clock.
    private static void Measure(string what, Func<object?> act)
    {
        for (var i = 0; i < 200; i++) act();
        var (count, all, before) = (0, Stopwatch.StartNew(), Cpu.Now().Client);
        for (; all.ElapsedMilliseconds < 500; count++) act();
        Console.WriteLine($"{what,-28} {(Cpu.Now().Client - before) / count * 1e6,9:F1} µs of processor time");
    }
}
