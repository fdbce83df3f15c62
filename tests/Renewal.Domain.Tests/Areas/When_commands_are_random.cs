using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FsCheck;
using FsCheck.Fluent;
using Renewal.Domain.Areas;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Tests.Areas;

/// <summary>Invariants for random commands in any order and on any days.</summary>
public sealed class When_commands_are_random(ITestOutputHelper output)
{
    private const ulong Seed = 20261130;
    private const int Sequences = 1000;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowOutOfOrderMetadataProperties = true,
    };

    private int asked;
    private int accepted;
    private int sequences;
    private TimeSpan deciding;

    [Fact]
    public void the_rules_keep_their_promises()
    {
        var acts = Gen.Choose(0, int.MaxValue).ArrayOf().Where(numbers => numbers.Length is > 0 and <= 41);
        Prop.ForAll(Arb.From(acts, Shorter), (Action<int[]>)Run)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Sequences).WithStartSize(25).WithEndSize(41)
                .WithReplay(new Replay(new Rnd(Seed, Seed | 1), null)));

        output.WriteLine($"Seed {Seed}: {sequences} sequences, {accepted} of {asked} accepted, "
            + $"{deciding.TotalMicroseconds / asked:F0} µs an answer.");
        Assert.True(sequences >= Sequences);
        Assert.True(accepted * 5 > asked, $"Only {accepted} of {asked} were accepted: the office asks too much nonsense.");
    }

    private void Run(int[] numbers)
    {
        sequences++;
        var office = new RandomCommands(numbers[0]);
        var known = new List<(long Version, DateOnly On, string Words)>();
        foreach (var number in numbers.Skip(1))
        {
            var command = office.Next(number);
            var scenario = office.Story;
            asked++;
            var watch = Stopwatch.GetTimestamp();
            var decision = AreaRules.Decide(scenario.Area, command, scenario.Context);
            deciding += Stopwatch.GetElapsedTime(watch);
            if (decision.Refusal is not null || decision.Events.IsEmpty) continue;

            accepted++;
            var after = decision.Events.Cast<AreaEvent>().Aggregate(scenario, (s, happened) => s.File(happened));
            var again = AreaRules.Decide(after.Area, command, after.Context);
            Assert.True(again is { Refusal: null, Events.IsEmpty: true }, $"{command} asked twice: {again.Refusal} {again.Events.Length}");
            office.Took(after);

            var today = after.Context.Today;
            var on = today.AddDays(-(number % 400));
            Oracle.Holds(after.Area, today, today);
            Oracle.Holds(after.Area, on, today);
            known.Add((after.Area.Version, on, Oracle.Words(after.Area.On(on))));
        }

        var area = office.Story.Area;
        foreach (var (version, on, words) in known) Assert.Equal(words, Oracle.Words(area.AsOfVersion(version).On(on)));
        if (sequences % 4 == 0) ReadsBackTheSame(area, new Random(numbers[0]));
        CountsByDay(area, known.Select(k => k.On));
    }

    // The store may give properties in another order than they were written, the discriminator last.
    private static void ReadsBackTheSame(Area area, Random random)
    {
        var written = JsonSerializer.Serialize(area, Json);
        var read = JsonSerializer.Deserialize<Area>(Shuffled(JsonNode.Parse(written), random)!.ToJsonString(), Json)!;
        Assert.Equal(written, JsonSerializer.Serialize(read, Json));
        Assert.Equal(Oracle.Words(area.Latest()), Oracle.Words(read.Latest()));
    }

    // Without corrections the order of recording of events of different days makes no difference.
    private static void CountsByDay(Area area, IEnumerable<DateOnly> days)
    {
        if (area.Events.Any(fact => fact.Event is FactCorrected)) return;
        var sorted = area.Events.OrderBy(fact => fact.Event.TakesEffectOn)
            .Select((fact, i) => new RecordedEvent<AreaEvent>(fact.EventId, i + 1, fact.RecordedAt, fact.RecordedBy, fact.Event))
            .Aggregate(Area.Unknown, Area.Evolve);
        Assert.All(days, day => Assert.Equal(Oracle.Words(area.On(day)), Oracle.Words(sorted.On(day))));
    }

    private static JsonNode? Shuffled(JsonNode? node, Random random) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(_ => random.Next()).Select(p => KeyValuePair.Create(p.Key, Shuffled(p.Value, random)))),
        JsonArray a => new JsonArray([.. a.Select(item => Shuffled(item, random))]),
        _ => node?.DeepClone(),
    };

    // A failing run is shrunk by leaving out one command after another; the first number is the area itself.
    private static IEnumerable<int[]> Shorter(int[] numbers) =>
        Enumerable.Range(1, numbers.Length - 1).Reverse().Select(leftOut => numbers.Where((_, at) => at != leftOut).ToArray());
}
