using Renewal.Domain;
using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;
using Renewal.Domain.Recording;

namespace Renewal.Benchmarks;

/// <summary>
/// What happens to a made-up but possible area: commands the rules accept, one after the other, found by asking the rules.
/// </summary>
internal static class Script
{
    private static readonly string[] Streets = [BenchmarkHost.Street, "420112002", "420112003", "420112004"];
    private static readonly DateOnly Opened = new(2018, 1, 1);
    private static readonly DecisionContext Now = new(new DateOnly(2026, 6, 30), WorkCalendar.China);

    public static RegisterArea Registration(string code, string jurisdiction = BenchmarkHost.Street) =>
        new(code, $"{code}片", "state-land-expropriation", jurisdiction, Opened);

    /// <summary>Milestones in table order that can be recorded on a freshly registered area.</summary>
    public static IReadOnlyList<Func<string, RecordMilestone>> Milestones { get; } = FindMilestones();

    /// <summary>Events of one area, at most <paramref name="count"/>: registration, milestones, then words, duties and obstacles.</summary>
    /// <param name="variant">
    /// Areas with different ones lie in different streets and stand at different milestones, one to four; what follows are words and duties
    /// only, so that more events do not mean more to list. Null for as many milestones as there are.
    /// </param>
    public static IReadOnlyList<AreaEvent> Events(string code, int count, int? variant = null)
    {
        var area = Area.Unknown;
        var events = new List<AreaEvent>();
        foreach (var command in Commands(code, variant).TakeWhile(_ => events.Count < count))
        {
            foreach (var happened in AreaRules.Decide(area, command, Now).Events.OfType<AreaEvent>())
            {
                events.Add(happened);
                area = Area.Evolve(
                    area, new RecordedEvent<AreaEvent>(Guid.NewGuid(), events.Count, DateTimeOffset.UnixEpoch, "zhang", happened));
            }
        }

        return [.. events.Take(count)];
    }

    private static IEnumerable<AreaCommand> Commands(string code, int? variant)
    {
        yield return Registration(code, Streets[(variant ?? 0) / 4 % Streets.Length]);
        foreach (var milestone in Milestones.Take(variant is { } some ? 1 + (some % 4) : Milestones.Count)) yield return milestone(code);
        for (var i = 0; ; i++)
        {
            var day = Opened.AddDays(2000 + i);
            yield return new NoteProgress(code, day, $"第{i}周：签约工作持续推进，剩余住户逐户上门协商", "工作周报");
            if (variant is null) yield return new RaiseObstacle(code, "协商", $"第{i}户补偿意见不一", day);
            yield return new AssignDuty(code, "区征收办", $"officer-{i}", day);
        }
    }

    private static List<Func<string, RecordMilestone>> FindMilestones()
    {
        var found = new List<Func<string, RecordMilestone>>();
        var area = Take(Area.Unknown, AreaRules.Decide(Area.Unknown, Registration("x"), Now));
        foreach (var row in area.Catalogue.On(DateOnly.MaxValue).Rows.Where(row => row.InsteadOf is null))
        {
            var day = Opened.AddDays(20 * (found.Count + 1));
            RecordMilestone Command(string code) => new(code, row.Code, day)
            {
                DocumentNumber = $"东征〔2018〕{row.Code.Length}号",
                Authority = "区人民政府",
                Note = "按程序办理",
            };
            var decision = AreaRules.Decide(area, Command("x"), Now);
            if (decision.Refusal is not null || decision.Events.Length != 1) continue;
            area = Take(area, decision);
            found.Add(Command);
        }

        return found;
    }

    private static Area Take(Area area, Domain.Decision decision) => decision.Events.OfType<AreaEvent>().Aggregate(
        area, (a, e) => Area.Evolve(a, new RecordedEvent<AreaEvent>(Guid.NewGuid(), a.Version + 1, DateTimeOffset.UnixEpoch, "zhang", e)));
}
