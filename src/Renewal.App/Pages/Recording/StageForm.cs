using Renewal.App.Texts;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.App.Pages.Recording;

/// <summary>Moves the area to another stage, and says beforehand what keeps the next one shut.</summary>
public sealed class StageForm : AreaForm
{
    public override string Slug => "stage";

    public override Type Event => typeof(StageChanged);

    public override IReadOnlyList<FormField> Fields(FormContext scene) =>
    [
        new("stage", FieldKind.Choice)
        {
            Required = true,
            Choices =
            [
                .. Stage.All.Where(stage => stage != scene.State.Stage).Select(stage => new Choice(
                    stage.Code, UiText.NameOf(stage.Code),
                    scene.State.Stage is { } now && stage.Order < now.Order
                        ? AreaText.T("form.stage-back") : AreaText.T("form.stage-forward"))),
            ],
        },
        Day("effectiveOn"),
        Line("documentNumber"),
        Prose("note"),
        Prose("reason", hint: "form.hint.stage-reason"),
    ];

    public override FormValues Blank(FormContext scene) => FormValues.Nothing
        .With("stage", scene.Chosen ?? scene.State.Stage?.Next?.Code)
        .With("effectiveOn", scene.Today);

    public override AreaCommand Read(FormValues typed, FormContext scene) =>
        new ChangeStage(scene.Code, typed.RequiredText("stage", AreaText.T("form.stage-missing")), typed.RequiredDay("effectiveOn"))
        {
            DocumentNumber = typed.Text("documentNumber"),
            Note = typed.Text("note"),
            Reason = typed.Text("reason"),
            OverrideWith = Override(typed),
        };

    public override FormValues Prefill(AreaEvent happened) => happened is not StageChanged e ? FormValues.Nothing : FormValues.Nothing
        .With("stage", e.Stage).With("effectiveOn", e.EffectiveOn).With("documentNumber", e.DocumentNumber)
        .With("note", e.Note).With("reason", e.Reason)
        .With("override.reason", e.Override?.Reason).With("override.approver", e.Override?.Approver)
        .With("override.documentNumber", e.Override?.DocumentNumber);

    /// <summary>What the way to the next stage still needs, as of today.</summary>
    public static IEnumerable<MilestoneKind> Missing(FormContext scene) =>
        scene.State.Stage is { Next: not null } stage ? StageRules.Missing(stage, scene.State) : [];
}
