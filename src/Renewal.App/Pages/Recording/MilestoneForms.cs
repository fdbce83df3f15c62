using System.Collections.Immutable;
using Renewal.App.Texts;
using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;

namespace Renewal.App.Pages.Recording;

/// <summary>Records a milestone. An officer is offered what is possible; a manager also what only an override would open.</summary>
public sealed class MilestoneForm : AreaForm
{
    public override string Slug => "milestone";

    public override Type Event => typeof(MilestoneRecorded);

    public override IReadOnlyList<FormField> Fields(FormContext scene) =>
    [
        new("milestone", FieldKind.Choice) { Required = true, Choices = Choices(scene) },
        Day("effectiveOn", hint: "form.hint.effectiveOn"),
        Line("documentNumber", hint: "form.hint.documentNumber"),
        Day("documentDate", required: false),
        Line("authority"),
        Prose("note"),
        Prose("attachments", hint: "form.hint.attachments") with { Advanced = true },
    ];

    public override FormValues Blank(FormContext scene) => FormValues.Nothing
        .With("milestone", scene.Chosen ?? (Choices(scene) is [var only] ? only.Value : ""))
        .With("effectiveOn", scene.Today);

    public override AreaCommand Read(FormValues typed, FormContext scene) =>
        new RecordMilestone(
            scene.Code, typed.RequiredText("milestone", AreaText.T("form.milestone-missing")), typed.RequiredDay("effectiveOn"))
        {
            DocumentNumber = typed.Text("documentNumber"),
            DocumentDate = typed.Day("documentDate"),
            Authority = typed.Text("authority"),
            Note = typed.Text("note"),
            Attachments = typed.Lines("attachments"),
            OverrideWith = Override(typed),
        };

    public override FormValues Prefill(AreaEvent happened) => happened is not MilestoneRecorded e ? FormValues.Nothing : FormValues.Nothing
        .With("milestone", e.Milestone).With("effectiveOn", e.EffectiveOn).With("documentNumber", e.DocumentNumber)
        .With("documentDate", e.DocumentDate).With("authority", e.Authority).With("note", e.Note)
        .With("attachments", string.Join('\n', e.Attachments.IsDefault ? [] : e.Attachments))
        .With("override.reason", e.Override?.Reason).With("override.approver", e.Override?.Approver)
        .With("override.documentNumber", e.Override?.DocumentNumber);

    /// <summary>What cannot be recorded now, and why: said under the list, so that nobody looks for it in vain.</summary>
    public static IEnumerable<NextStep> Shut(FormContext scene) => Ahead(scene).Where(step => !step.Possible);

    /// <summary>The step somebody chose, when only an override would open it.</summary>
    public static NextStep? ShutChoice(FormContext scene, string milestone) =>
        Shut(scene).FirstOrDefault(step => step.Row.Code == milestone);

    private static List<Choice> Choices(FormContext scene)
    {
        var ahead = Ahead(scene);
        var offered = ahead.Where(step => step.Possible)
            .Select(step => new Choice(step.Row.Code, UiText.NameOf(step.Row.Code), AreaText.TrackName(step.Row.Track)));
        var shut = ahead.Where(step => !step.Possible)
            .Select(step => new Choice(step.Row.Code, UiText.NameOf(step.Row.Code), AreaText.T("form.by-override")));
        return scene.IsManager ? [.. offered, .. shut] : [.. offered];
    }

    private static ImmutableArray<NextStep> Ahead(FormContext scene) =>
        NextSteps.Of(scene.Area, scene.State, WorkCalendar.China).Next;
}

/// <summary>A manager vouches for a milestone on file.</summary>
public sealed class ConfirmForm : AreaForm
{
    public override string Slug => "confirmation";

    public override Type Event => typeof(MilestoneConfirmed);

    public override bool NeedsVersion => true;

    public override bool ManagersOnly => true;

    public override IReadOnlyList<FormField> Fields(FormContext scene) =>
    [
        new("milestone", FieldKind.Choice)
        {
            Required = true,
            Choices =
            [
                .. Open(scene.State).OrderBy(r => scene.Area.Table.PlaceOf(r.Milestone))
                    .Select(r => new Choice(
                        r.Milestone, UiText.NameOf(r.Milestone) + (r.On is { } on ? AreaText.T("form.option-day", UiText.Day(on)) : ""))),
            ],
        },
    ];

    /// <summary>What nobody has vouched for yet.</summary>
    public static IEnumerable<Reached> Open(AreaState state) =>
        state.Reached.Values.Where(r => r.Confirmation is null && r.Recorded.Event is MilestoneRecorded);

    public override FormValues Blank(FormContext scene) => FormValues.Nothing.With("milestone", scene.Chosen);

    public override AreaCommand Read(FormValues typed, FormContext scene) =>
        new ConfirmMilestone(scene.Code, typed.RequiredText("milestone", AreaText.T("form.milestone-missing")));

    public override FormValues Prefill(AreaEvent happened) => FormValues.Nothing;
}
