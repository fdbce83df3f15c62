using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Features.Areas.Commands;

public sealed record PlanBody(IReadOnlyList<PlannedBody> Milestones, string? Reason = null);

/// <param name="PlannedOn">Null or absent removes the planned day.</param>
/// <param name="Grade">planned (the default) or forecast.</param>
public sealed record PlannedBody(string Milestone, DateOnly? PlannedOn = null, PlannedGrade? Grade = null);

public enum PlannedGrade
{
    Planned,
    Forecast,
}

/// <summary>
/// Sets planned days of milestones. The form sends only what was changed, so that two users can plan at the same time.
/// </summary>
public sealed class SetPlanDescriptor : AreaFormDescriptor<SetPlan, PlanSet, PlanBody>
{
    public override int Position => 50;

    public override Wording EventTitle { get; } = new("设定计划", "Plan set");

    public override string Route => "/plan";

    public override Wording Summary { get; } = new("计划日期", "Set planned days");

    public override string Example =>
        """
        {"milestones": [{"milestone": "expropriation-announced", "plannedOn": "2026-09-30"},
                        {"milestone": "signing-opened", "plannedOn": "2026-11-15", "grade": "forecast"}], "reason": "年度计划"}
        """;

    public override string Slug => "plan";

    public override Wording Title { get; } = new("设定计划", "Set the plan");

    public override Wording Button { get; } = new("保存计划", "Save the plan");

    public override IReadOnlyList<FormField> Fields(FormContext context) =>
    [
        new("milestones", FieldKind.PlannedDays)
        {
            Hint = new(
                "只填写有计划的节点；清空日期表示不再列入计划。",
                "Fill in what is planned; clearing a day removes the milestone from the plan."),
            Choices =
            [
                .. context.State.Table.Rows
                    .Where(row => context.State.Plan.ContainsKey(row.Code) || context.Correcting
                        || !context.State.IsBehind(row.Code) && row.InsteadOf is null)
                    .Select(row => new Choice(
                        row.Code, Sentence.Name(row.Code), Sentence.TrackName(row.Track), PlannedSoFar(context, row.Code))),
            ],
        },
        FormField.Prose("reason", hint: new("调整已有的计划日期时必填。", "Required when a planned day changes.")),
    ];

    public override FormValues Blank(FormContext context) => context.State.Plan.Values.Aggregate(
        FormValues.Nothing,
        (values, planned) => values.With($"planned:{planned.Milestone}", planned.On)
            .With($"grade:{planned.Milestone}", planned.Grade == EvidenceGrade.Forecast ? "forecast" : "planned"));

    public override AreaCommand Read(FormValues values, FormContext context)
    {
        var plan = context.State.Plan;
        var asked = context.State.Table.Rows
            .Select(row => new PlannedMilestone(
                row.Code, values.Day($"planned:{row.Code}"), values[$"grade:{row.Code}"] is "forecast" ? "forecast" : "planned"))
            .Where(item => values.Has($"planned:{item.Milestone}") && (item.PlannedOn is not null || plan.ContainsKey(item.Milestone)));
        return new SetPlan(context.Code, [.. asked]) { Reason = values.Text("reason") };
    }

    protected override FormValues Prefill(PlanSet e) => e.Milestones.Aggregate(
        FormValues.Nothing.With("reason", e.Reason),
        (values, item) => values.With($"planned:{item.Milestone}", item.PlannedOn).With($"grade:{item.Milestone}", item.Grade));

    protected override SetPlan FromBody(string code, PlanBody body, string? subject) => new(
        code,
        [.. body.Milestones.Select(item =>
            new PlannedMilestone(item.Milestone, item.PlannedOn, item.Grade == PlannedGrade.Forecast ? "forecast" : "planned"))])
    {
        Reason = body.Reason,
    };

    protected override Wording Describe(PlanSet e, Area area) => Sentence.Of(
        Sentence.Of("计划：{0}。", "Plan: {0}.", Sentence.Join(e.Milestones.Select(Describe), "；", "; ")), Sentence.Reason(e.Reason));

    private static Wording Describe(PlannedMilestone item) =>
        item.PlannedOn is not { } day ? Sentence.Of("“{0}”不再列入计划", "\"{0}\" removed from the plan", Sentence.Name(item.Milestone))
        : item.Grade == "forecast" ? Sentence.Of("“{0}”预计{1}", "\"{0}\" forecast for {1}", Sentence.Name(item.Milestone), day)
        : Sentence.Of("“{0}”计划{1}", "\"{0}\" planned for {1}", Sentence.Name(item.Milestone), day);

    private static Wording? PlannedSoFar(FormContext context, string milestone) =>
        context.State.Plan.GetValueOrDefault(milestone) is { } planned ? Sentence.Of("现计划{0}", "currently {0}", planned.On) : null;
}
