using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Features.Areas.Commands;

public sealed record StageBody(
    string Stage, DateOnly EffectiveOn, string? DocumentNumber = null, string? Note = null, string? Reason = null,
    OverrideBody? Override = null);

/// <summary>Moves the area to another stage, and shows what blocks the next one.</summary>
public sealed class ChangeStageDescriptor : AreaFormDescriptor<ChangeStage, StageChanged, StageBody>
{
    private static readonly Wording Back = new("退回", "Back");
    private static readonly Wording Forward = new("向前", "Forward");

    public override int Position => 30;

    public override Wording EventTitle { get; } = new("变更阶段", "Stage changed");

    public override string Route => "/stage";

    public override Wording Summary { get; } = new("变更阶段", "Move to another stage");

    public override string Example =>
        """
        {"stage": "listing", "effectiveOn": "2026-06-15", "documentNumber": "〔2026〕31号",
         "override": {"reason": "材料已齐，补录中", "approver": "分管主任", "documentNumber": "专题会议纪要〔2026〕4号"}}
        """;

    public override string Slug => "stage";

    public override Wording Title { get; } = new("变更阶段", "Change the stage");

    public override bool IsCentral => true;

    public override IReadOnlyList<FormField> Fields(FormContext context) =>
    [
        FormField.Choose("stage", Stage.All.Where(stage => stage != context.State.Stage).Select(stage => new Choice(
            stage.Code, Sentence.Name(stage.Code), context.State.Stage is { } now && stage.Order < now.Order ? Back : Forward))),
        FormField.Day("effectiveOn"),
        FormField.Line("documentNumber"),
        FormField.Prose("note"),
        FormField.Prose("reason", hint: new(
            "退回，或越过当时规定未核实的节点时必填。", "Required when going back, or when a milestone that is unverified for its time is missing.")),
    ];

    public override FormValues Blank(FormContext context) => FormValues.Nothing
        .With("stage", context.Chosen ?? context.State.Stage?.Next?.Code)
        .With("effectiveOn", context.Today);

    public override AreaCommand Read(FormValues values, FormContext context) =>
        new ChangeStage(context.Code, values.Required("stage", FieldHints.ChooseStage), values.RequiredDay("effectiveOn"))
        {
            DocumentNumber = values.Text("documentNumber"),
            Note = values.Text("note"),
            Reason = values.Text("reason"),
            OverrideWith = values.Override(),
        };

    public override Unavailable? WhyUnavailable(AreaState state) => WhenHalted(state);

    protected override FormValues Prefill(StageChanged e) => FormValues.Nothing
        .With("stage", e.Stage).With("effectiveOn", e.EffectiveOn).With("documentNumber", e.DocumentNumber)
        .With("note", e.Note).With("reason", e.Reason).With(e.Override);

    protected override ChangeStage FromBody(string code, StageBody body, string? subject) => new(code, body.Stage, body.EffectiveOn)
    {
        DocumentNumber = body.DocumentNumber,
        Note = body.Note,
        Reason = body.Reason,
        OverrideWith = body.Override?.ToRequest(),
    };

    protected override Wording Describe(StageChanged e, Area area) => Sentence.Of(
        Sentence.Of("自{1}起进入“{0}”阶段。", "In stage \"{0}\" from {1}.", Sentence.Name(e.Stage), e.EffectiveOn),
        Sentence.Document(e.DocumentNumber), Sentence.Reason(e.Reason), Sentence.Override(e.Override), Sentence.Note(e.Note));

    /// <summary>What the next stage still needs, as of today.</summary>
    public static IEnumerable<MilestoneKind> Missing(FormContext context) =>
        context.State.Stage is { Next: not null } stage ? StageRules.Missing(stage, context.State) : [];
}
