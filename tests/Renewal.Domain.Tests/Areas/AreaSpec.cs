using System.Globalization;
using System.Text.Json;
using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Tests.Areas;

/// <summary>
/// Given events, when a command, then events or a refusal. Every accepted command is decided twice: a second event fails the test.
/// </summary>
public abstract class AreaSpec
{
    protected const string Code = "haikoucun";

    protected static readonly DateOnly Today = new(2026, 6, 30);

    protected static AreaScenario Given(params IEnumerable<object> facts) =>
        new AreaScenario(Area.Unknown, new DecisionContext(Today, WorkCalendar.China)).And(facts);

    protected static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The id of the event at that version: fixed, so that corrections can name it.</summary>
    protected static Guid Id(long version) => AreaScenario.Id(version);

    protected static RegisterArea Registered(string kind = "state-land-expropriation", string opened = "2018-01-01") =>
        new(Code, "海口村片", kind, "420112001", Day(opened));

    protected static TakeOpeningPosition Opening(string stage, string asOf, params IEnumerable<string> milestones) =>
        new(Code, stage, Day(asOf), "2020年底台账")
        {
            Milestones = [.. milestones.Select(m => m.Split('@'))
                .Select(m => new OpeningMilestone(m[0], m.Length > 1 ? Day(m[1]) : null))],
        };

    protected static RecordMilestone Record(string milestone, string on) => new(Code, milestone, Day(on));

    protected static ChangeStage Change(string stage, string on) => new(Code, stage, Day(on));

    protected static CorrectFact Withdraw(long version) => new(Code, Id(version), "录入错误", null);

    protected static CorrectFact Correct(long version, AreaCommand with) => new(Code, Id(version), "录入错误", with);

    protected static OverrideRequest Granted => new("街道专题会同意", "分管领导", "吴街纪〔2026〕3号");

    /// <summary>The milestones of an area of state land before its plan is published, none with a day.</summary>
    protected static readonly string[] BeforePlan =
    [
        "planning-conformity-confirmed", "scope-determined", "procedures-suspended", "households-surveyed", "survey-published",
        "unregistered-determined", "plan-drafted", "plan-argued",
    ];

    protected static readonly string[] BeforeDecision =
    [
        .. BeforePlan, "plan-consultation-opened", "plan-consultation-closed", "consultation-outcome-published",
        "stability-risk-assessed", "funds-deposited",
    ];
}

/// <summary>An area built event by event.</summary>
public sealed record AreaScenario(Area Area, DecisionContext Context)
{
    public static Guid Id(long version) => new((int)version, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public AreaScenario And(params IEnumerable<object> facts) => facts.Aggregate(this, (scenario, fact) => fact switch
    {
        AreaEvent happened => scenario.File(happened),
        AreaCommand command => scenario.Accepted(command),
        _ => throw new ArgumentException(fact.GetType().Name, nameof(facts)),
    });

    /// <summary>The same scenario on another day.</summary>
    public AreaScenario Today(string day) =>
        this with { Context = Context with { Today = DateOnly.Parse(day, CultureInfo.InvariantCulture) } };

    public DecisionResult When(AreaCommand command) => new(this, command, AreaRules.Decide(Area, command, Context));

    public AreaState On(string day) => Area.On(DateOnly.Parse(day, CultureInfo.InvariantCulture));

    public NextSteps NextSteps(string day) => Renewal.Domain.Areas.NextSteps.Of(Area, On(day), Context.Calendar);

    public (string? Light, IEnumerable<string> Reasons) Light(string day)
    {
        var (light, reasons) = Lights.Of(On(day), NextSteps(day));
        return (light, reasons.Select(reason => reason.Code));
    }

    public AreaScenario File(AreaEvent happened)
    {
        var version = Area.Version + 1;
        var at = new DateTimeOffset(2026, 6, 30, 9, 0, 0, TimeSpan.FromHours(8)).AddMinutes(version);
        return this with { Area = Area.Evolve(Area, new RecordedEvent<AreaEvent>(Id(version), version, at, "zhang", happened)) };
    }

    private AreaScenario Accepted(AreaCommand command)
    {
        var decision = AreaRules.Decide(Area, command, Context);
        Assert.True(decision.Refusal is null, $"Given is refused: {decision.Refusal} for {command}");
        Assert.False(decision.Events.IsEmpty, $"Given says nothing new: {command}");
        return decision.Events.Cast<AreaEvent>().Aggregate(this, (scenario, happened) => scenario.File(happened));
    }
}

/// <summary>The result of a decision.</summary>
public sealed record DecisionResult(AreaScenario Before, AreaCommand Command, Decision Decision)
{
    /// <summary>The code and what is missing; never the wording.</summary>
    public Refusal ThenRefused(string code, params string[] needs)
    {
        Assert.Equal(code, Decision.Refusal?.Code);
        Assert.Empty(Decision.Events);
        if (needs.Length > 0) Assert.Equal(needs, Decision.Refusal!.Needs);
        return Decision.Refusal!;
    }

    public void ThenNothing()
    {
        Assert.Null(Decision.Refusal);
        Assert.Empty(Decision.Events);
    }

    public AreaScenario Then(params AreaEvent[] events)
    {
        var after = ThenAccepted();
        Assert.Equal(events.Select(Text), Decision.Events.Cast<AreaEvent>().Select(Text));
        return after;
    }

    /// <summary>Events were recorded; decided again, the command records nothing more.</summary>
    public AreaScenario ThenAccepted()
    {
        Assert.Null(Decision.Refusal);
        Assert.NotEmpty(Decision.Events);
        var after = Decision.Events.Cast<AreaEvent>().Aggregate(Before, (scenario, happened) => scenario.File(happened));
        var again = AreaRules.Decide(after.Area, Command, after.Context);
        Assert.True(again is { Refusal: null, Events.IsEmpty: true }, $"Asked twice: {again.Refusal} {string.Join(", ", again.Events)}");
        return after;
    }

    /// <summary>A boundary row: null where it is accepted.</summary>
    public void ThenRefusedOrNot(string? code)
    {
        if (code is null) ThenAccepted();
        else ThenRefused(code);
    }

    private static string Text(AreaEvent happened) => JsonSerializer.Serialize(happened);
}
