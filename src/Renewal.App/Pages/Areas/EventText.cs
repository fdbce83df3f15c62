using Renewal.App.Texts;
using Renewal.Domain.Areas;
using Renewal.Domain.Recording;
using static Renewal.App.Texts.AreaText;

namespace Renewal.App.Pages.Areas;

/// <summary>One sentence for each thing that can happen to an area, in the reader's language.</summary>
public static class EventText
{
    /// <param name="area">The file it lies in: an entry may speak of another one.</param>
    public static string Of(AreaEvent happened, Area area) => happened switch
    {
        AreaRegistered e => T("event.registered", e.Name, e.Code, UiText.NameOf(e.Kind), e.Jurisdiction, UiText.Day(e.OpenedOn)),
        OpeningPositionTaken e => T("event.opening", UiText.NameOf(e.Stage), UiText.Day(e.AsOf), e.Source)
            + Part("event.opening-milestones", UiText.Join(e.Milestones.Select(m => UiText.NameOf(m.Milestone))))
            + Part("event.note", e.Note),
        MilestoneRecorded e => T("event.milestone", UiText.NameOf(e.Milestone), UiText.Day(e.EffectiveOn))
            + Part("event.document", e.DocumentNumber) + Part("event.authority", e.Authority)
            + LetPass(e, area.On(e.EffectiveOn)) + Part("event.note", e.Note),
        MilestoneConfirmed e => T("event.confirmed", UiText.NameOf(e.Milestone)),
        StageChanged e => T("event.stage", UiText.NameOf(e.Stage), UiText.Day(e.EffectiveOn)) + Part("event.document", e.DocumentNumber)
            + Part("event.reason", e.Reason) + Of(e.Override) + Part("event.note", e.Note),
        PlanSet e => T("event.plan", string.Join(UiText.Pick("；", "; "), e.Milestones.Select(Of))) + Part("event.reason", e.Reason),
        ObstacleRaised e => T("event.obstacle", e.Category, e.Description),
        ObstacleResolved e => T("event.resolved", ObstacleName(area, e.Obstacle), e.How),
        AreaSuspended e => T("event.suspended", UiText.Day(e.EffectiveOn), e.Reason) + Part("event.document", e.DocumentNumber),
        AreaResumed e => T("event.resumed", UiText.Day(e.EffectiveOn), e.Reason) + Part("event.document", e.DocumentNumber),
        AreaTerminated e => T("event.terminated", UiText.Day(e.EffectiveOn), e.Reason) + Part("event.document", e.DocumentNumber),
        AreaLabelled { Labels.IsEmpty: true } => T("event.unlabelled"),
        AreaLabelled e => T("event.labelled", UiText.Join(e.Labels)),
        DutyAssigned e => T("event.duty", UiText.Day(e.EffectiveOn), UiText.Join(new[] { e.ResponsibleUnit, e.Officer }.OfType<string>())),
        ProgressNoted e => T("event.progress", UiText.Day(e.AsOf), e.Text) + Part("event.source", e.Source),
        FactCorrected e => Of(e, area),
        _ => UiText.NameOf(Domain.EventNameAttribute.Of(happened.GetType())),
    };

    private static string Of(FactCorrected e, Area area)
    {
        var wrong = area.Find(e.EventId);
        var what = wrong is null ? "—"
            : T("event.entry", wrong.Version, UiText.NameOf(Domain.EventNameAttribute.Of(wrong.Event.GetType())));
        return T(wrong?.Corrected?.ReplacedBy is null ? "event.withdrawn" : "event.replaced", what, e.Reason) + Of(e.Override);
    }

    private static string Of(PlannedMilestone item) => item.PlannedOn is { } day
        ? T(item.Grade == "forecast" ? "event.forecast-day" : "event.planned-day", UiText.NameOf(item.Milestone), UiText.Day(day))
        : T("event.plan-dropped", UiText.NameOf(item.Milestone));

    /// <summary>What was let pass with a milestone: a step not taken, or a legal period that was still running.</summary>
    public static string LetPass(MilestoneRecorded e, AreaState state) => Of(e.Override, gate =>
        state.Reached.GetValueOrDefault(gate) is { } reached && !(reached.On > e.EffectiveOn)
            && state.Table.Find(e.Milestone)?.Clocks.Any(clock => clock.From == gate) == true
            ? T("override.period", UiText.NameOf(gate)) : UiText.NameOf(gate));

    private static string Of(GateOverride? passed, Func<string, string>? name = null) => passed is null ? ""
        : T("event.override", UiText.Join(passed.Gates.Select(name ?? UiText.NameOf)), passed.Reason, passed.Approver,
            passed.DocumentNumber);

    private static string ObstacleName(Area area, Guid id) =>
        (area.Events.LastOrDefault(fact => fact.RootEventId == id && fact.Corrected is null)?.Event as ObstacleRaised)?.Category ?? "—";

    private static string Part(string key, string? text) => string.IsNullOrEmpty(text) ? "" : T(key, text);
}
