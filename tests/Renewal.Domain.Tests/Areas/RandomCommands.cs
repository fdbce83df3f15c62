using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Tests.Areas;

/// <summary>
/// Generates commands that are mostly sensible and sometimes nonsense. Each follows from one number and the recorded events, so that a
/// failing run can be shrunk and repeated.
/// </summary>
internal sealed class RandomCommands
{
    private const string Code = "haikoucun";

    private static readonly string?[] Words = ["资金缺口", "汛期", "居民要求", "", null, "13812345678", "a\0b", new('好', 2001)];

    private readonly OverrideRequest granted = new("专题会同意", "分管领导", "1号");

    public RandomCommands(int seed)
    {
        var random = new Random(seed);
        var table = Catalogues.All[random.Next(Catalogues.All.Length)];
        var until = table.Regime.Until is { } last ? last : new DateOnly(2024, 12, 31);
        var from = table.Regime.From is { } first && first > until.AddYears(-6) ? first : until.AddYears(-6);
        var opened = from.AddDays(random.Next(until.DayNumber - from.DayNumber + 1));
        Story = new AreaScenario(Area.Unknown, new DecisionContext(opened.AddDays(random.Next(90)), WorkCalendar.China));
        Register = new RegisterArea(Code, "海口村片", table.Kind.Code, "420112001", opened) { ClearedBeforeListing = random.Next(2) == 0 };
        Story = Story.And(Register);
        if (random.Next(3) == 0) Story = Story.And(Opening(random, Story.Context.Today));
    }

    public RegisterArea Register { get; }

    public AreaScenario Story { get; private set; }

    public void Took(AreaScenario after) => Story = after;

    /// <summary>Advances the clock and sends a command.</summary>
    public AreaCommand Next(int seed)
    {
        var random = new Random(seed);
        var today = Story.Context.Today.AddDays(random.Next(4) == 0 ? random.Next(120) : random.Next(12));
        Story = Story with { Context = Story.Context with { Today = today } };
        return Command(random, random.Next(100));
    }

    private AreaCommand Command(Random random, int choice) => choice switch
    {
        < 42 => Milestone(random),
        < 54 => Move(random),
        < 57 => Plan(random),
        < 60 => new ConfirmMilestone(Code, Any(random, Story.Area.Latest().Reached.Keys.Order().ToList(), "plan-drafted")),
        < 63 => new RaiseObstacle(Code, "资金", Word(random)!, Date(random)),
        < 66 => new ResolveObstacle(Code, Any(random, Story.Area.Latest().OpenObstacles.Select(o => o.Id).ToList(), Guid.Empty),
            Date(random), Word(random)!),
        < 68 => new SuspendArea(Code, Date(random), Word(random)!, null),
        < 74 => new ResumeArea(Code, Date(random), Word(random)!, null),
        < 75 => new TerminateArea(Code, Date(random), "不再征收", null),
        < 78 => new NoteProgress(Code, Date(random), Word(random)!, null),
        < 80 => new LabelArea(Code, random.Next(5) == 0 ? default : [.. Enumerable.Range(0, random.Next(3)).Select(i => $"标签{i}")]),
        < 82 => new AssignDuty(Code, Word(random), random.Next(2) == 0 ? "zhang" : null, Date(random)),
        < 84 => Opening(random, Date(random)),
        < 86 => Register with { OpenedOn = Date(random) },
        _ => Correction(random),
    };

    private RecordMilestone Milestone(Random random)
    {
        var state = Story.Area.On(Story.Context.Today);
        var next = NextSteps.Of(Story.Area, state, WorkCalendar.China).Next;
        var likely = next.Where(step => step.Possible && (step.Row.InsteadOf is null || random.Next(4) == 0)).ToList();
        var row = random.Next(8) == 0
            ? Any(random, Catalogues.All[random.Next(Catalogues.All.Length)].Rows, state.Table.Rows[0])
            : Any(random, likely.Take(4).Select(step => step.Row).ToList(), state.Table.Rows[0]);
        return new RecordMilestone(Code, random.Next(60) == 0 ? null! : row.Code, Date(random))
        {
            Note = random.Next(3) == 0 ? Word(random) : "说明",
            Authority = random.Next(6) == 0 ? null : "区政府",
            DocumentNumber = random.Next(2) == 0 ? "吴街〔2021〕1号" : null,
            DocumentDate = random.Next(4) == 0 ? Date(random) : null,
            Attachments = random.Next(10) == 0 ? default : random.Next(3) == 0 ? ["a1"] : [],
            OverrideWith = random.Next(9) == 0 ? granted : null,
            AsHappened = random.Next(4) == 0,
        };
    }

    private ChangeStage Move(Random random)
    {
        var now = Story.Area.Latest().Stage ?? Stage.Preparation;
        var to = random.Next(6) switch
        {
            0 => Any(random, Stage.All, now).Code,
            _ => (now.Next ?? now).Code,
        };
        return new ChangeStage(Code, to, Date(random))
        {
            Reason = random.Next(4) == 0 ? "合同解除" : null,
            OverrideWith = random.Next(3) == 0 ? granted : null,
        };
    }

    private SetPlan Plan(Random random) => new(Code,
    [
        .. Enumerable.Range(0, random.Next(4)).Select(_ => new PlannedMilestone(Any(random, Story.Area.Catalogue.Milestones, null!),
            random.Next(5) == 0 ? null : Story.Context.Today.AddDays(random.Next(-100, 400)), random.Next(8) == 0 ? "guess" : "planned")),
    ])
    { Reason = random.Next(2) == 0 ? "调整" : null };

    private TakeOpeningPosition Opening(Random random, DateOnly asOf)
    {
        var table = Story.Area.Catalogue.On(asOf);
        var known = random.Next(table.Rows.Length);
        return new TakeOpeningPosition(Code, Any(random, Stage.All, null!).Code, asOf, "台账")
        {
            Milestones = [.. table.Rows.Take(known).Where(row => row.InsteadOf is null || random.Next(4) == 0)
                .Select(row => new OpeningMilestone(row.Code, random.Next(3) == 0 ? asOf.AddDays(-random.Next(400)) : null))],
            Note = random.Next(2) == 0 ? "期初" : null,
        };
    }

    private CorrectFact Correction(Random random)
    {
        var wrong = Any(random, Story.Area.Events, null!);
        AreaCommand? with = random.Next(3) == 0 ? null : wrong.Event switch
        {
            MilestoneRecorded e when random.Next(6) != 0 =>
                new RecordMilestone(Code, e.Milestone, Near(random, e.EffectiveOn))
                {
                    Note = e.Note,
                    Authority = e.Authority,
                    DocumentNumber = e.DocumentNumber,
                    AsHappened = random.Next(2) == 0,
                },
            StageChanged e => new ChangeStage(Code, e.Stage, Near(random, e.EffectiveOn)) { Reason = e.Reason },
            AreaRegistered e => Register with { Name = $"海口村{random.Next(3)}片", OpenedOn = Near(random, e.OpenedOn) },
            OpeningPositionTaken e => Opening(random, Near(random, e.AsOf)),
            PlanSet => Plan(random),
            ObstacleRaised e => new RaiseObstacle(Code, e.Category, "更正", Near(random, e.RaisedOn)),
            AreaSuspended e => new SuspendArea(Code, Near(random, e.EffectiveOn), "更正", null),
            AreaLabelled => new LabelArea(Code, [$"标签{random.Next(3)}"]),
            ProgressNoted e => new NoteProgress(Code, Near(random, e.AsOf), "更正", null),
            _ => Command(random, random.Next(86)),
        };
        return new CorrectFact(Code, random.Next(30) == 0 ? Guid.Empty : wrong.EventId, "录入错误", with)
        {
            OverrideWith = random.Next(3) == 0 ? granted : null,
        };
    }

    // Mostly today, sometimes some days ago, rarely impossible.
    private DateOnly Date(Random random) => random.Next(12) switch
    {
        < 8 => Story.Context.Today,
        < 11 => Story.Context.Today.AddDays(-random.Next(60)),
        _ => Story.Context.Today.AddDays(random.Next(-4000, 10)),
    };

    private static DateOnly Near(Random random, DateOnly day) => day.AddDays(random.Next(-5, 6));

    private static string? Word(Random random) => random.Next(3) == 0 ? Words[random.Next(Words.Length)] : Words[random.Next(3)];

    private static T Any<T>(Random random, IReadOnlyList<T> of, T otherwise) => of.Count == 0 ? otherwise : of[random.Next(of.Count)];
}
