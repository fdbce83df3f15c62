using Renewal.Domain.Areas;

namespace Renewal.App.Pages.Recording;

/// <summary>Says who is answerable from a day on.</summary>
public sealed class DutyForm : AreaForm
{
    public override string Slug => "duty";

    public override Type Event => typeof(DutyAssigned);

    public override IReadOnlyList<FormField> Fields(FormContext scene) =>
        [Line("responsibleUnit"), Line("officer", hint: "form.hint.officer"), Day("effectiveOn")];

    public override FormValues Blank(FormContext scene) => FormValues.Nothing
        .With("responsibleUnit", scene.State.ResponsibleUnit).With("officer", scene.State.Officer).With("effectiveOn", scene.Today);

    public override AreaCommand Read(FormValues typed, FormContext scene) =>
        new AssignDuty(scene.Code, typed.Text("responsibleUnit"), typed.Text("officer"), typed.RequiredDay("effectiveOn"));

    public override FormValues Prefill(AreaEvent happened) => happened is not DutyAssigned e ? FormValues.Nothing : FormValues.Nothing
        .With("responsibleUnit", e.ResponsibleUnit).With("officer", e.Officer).With("effectiveOn", e.EffectiveOn);
}

/// <summary>Sets the labels; the list replaces the one before.</summary>
public sealed class LabelsForm : AreaForm
{
    public override string Slug => "labels";

    public override Type Event => typeof(AreaLabelled);

    public override IReadOnlyList<FormField> Fields(FormContext scene) => [Line("labels", hint: "form.hint.labels")];

    public override FormValues Blank(FormContext scene) => FormValues.Nothing.With("labels", string.Join('、', scene.State.Labels));

    public override AreaCommand Read(FormValues typed, FormContext scene) => new LabelArea(scene.Code, typed.List("labels"));

    public override FormValues Prefill(AreaEvent happened) =>
        happened is not AreaLabelled e ? FormValues.Nothing : FormValues.Nothing.With("labels", string.Join('、', e.Labels));
}

/// <summary>How things stand, in words, as of a day.</summary>
public sealed class ProgressForm : AreaForm
{
    public override string Slug => "progress";

    public override Type Event => typeof(ProgressNoted);

    public override IReadOnlyList<FormField> Fields(FormContext scene) =>
        [Prose("text", required: true, hint: "form.hint.no-names"), Day("asOf", hint: "form.hint.progress-day"), Line("source")];

    public override FormValues Blank(FormContext scene) => FormValues.Nothing.With("asOf", scene.Today);

    public override AreaCommand Read(FormValues typed, FormContext scene) =>
        new NoteProgress(scene.Code, typed.RequiredDay("asOf"), typed.Required("text"), typed.Text("source"));

    public override FormValues Prefill(AreaEvent happened) => happened is not ProgressNoted e ? FormValues.Nothing : FormValues.Nothing
        .With("text", e.Text).With("asOf", e.AsOf).With("source", e.Source);
}
