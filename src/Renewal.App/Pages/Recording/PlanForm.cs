using Renewal.App.Texts;
using Renewal.Domain.Areas;

namespace Renewal.App.Pages.Recording;

/// <summary>Sets planned days for the milestones ahead. Only what was changed is sent, so two people may plan side by side.</summary>
public sealed class PlanForm : AreaForm
{
    public override string Slug => "plan";

    public override Type Event => typeof(PlanSet);

    public override IReadOnlyList<FormField> Fields(FormContext scene) =>
    [
        new("milestones", FieldKind.PlannedDays)
        {
            Hint = "form.hint.plan",
            Choices =
            [
                .. scene.Area.Table.Rows
                    .Where(row => scene.State.Plan.ContainsKey(row.Code) || scene.Correcting
                        || !scene.State.IsBehind(row.Code) && row.InsteadOf is null)
                    .Select(row => new Choice(row.Code, UiText.NameOf(row.Code), AreaText.TrackName(row.Track), Before(scene, row.Code))),
            ],
        },
        Prose("reason", hint: "form.hint.plan-reason"),
    ];

    public override FormValues Blank(FormContext scene) => scene.State.Plan.Values.Aggregate(FormValues.Nothing, (typed, planned) => typed
        .With($"planned:{planned.Milestone}", planned.On)
        .With($"grade:{planned.Milestone}", planned.Grade == EvidenceGrade.Forecast ? "forecast" : "planned"));

    public override AreaCommand Read(FormValues typed, FormContext scene)
    {
        var plan = scene.State.Plan;
        var asked = scene.Area.Table.Rows
            .Select(row => new PlannedMilestone(
                row.Code, typed.Day($"planned:{row.Code}"), typed[$"grade:{row.Code}"] is "forecast" ? "forecast" : "planned"))
            .Where(item => typed.Has($"planned:{item.Milestone}") && (item.PlannedOn is not null || plan.ContainsKey(item.Milestone)));
        return new SetPlan(scene.Code, [.. asked]) { Reason = typed.Text("reason") };
    }

    public override FormValues Prefill(AreaEvent happened) => happened is not PlanSet e ? FormValues.Nothing : e.Milestones.Aggregate(
        FormValues.Nothing.With("reason", e.Reason),
        (typed, item) => typed.With($"planned:{item.Milestone}", item.PlannedOn).With($"grade:{item.Milestone}", item.Grade));

    private static string? Before(FormContext scene, string milestone) =>
        scene.State.Plan.GetValueOrDefault(milestone) is { } planned ? AreaText.T("form.planned-so-far", UiText.Day(planned.On)) : null;
}
