using Renewal.Domain;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Features.Areas.Commands;

public sealed record OpeningPositionBody(
    string Stage, DateOnly AsOf, string Source, IReadOnlyList<OpeningMilestoneBody>? Milestones = null, string? Note = null,
    bool BasicallyFinished = false);

public sealed record OpeningMilestoneBody(string Milestone, DateOnly? EffectiveOn = null);

/// <summary>Records an opening position from a ledger, with its milestones.</summary>
public sealed class TakeOpeningPositionDescriptor : AreaFormDescriptor<TakeOpeningPosition, OpeningPositionTaken, OpeningPositionBody>
{
    public override int Position => 40;

    public override Wording EventTitle { get; } = new("录入期初", "Opening position taken");

    public override string Route => "/opening-position";

    public override Wording Summary { get; } = new("期初情况", "Record an opening position from a ledger");

    public override string Example =>
        """
        {"stage": "preparation", "asOf": "2026-01-31", "source": "2026年1月台账",
         "milestones": [{"milestone": "planning-conformity-confirmed", "effectiveOn": "2026-01-20"}]}
        """;

    public override string Slug => "opening-position";

    public override Wording Title { get; } = new("录入期初", "Take an opening position");

    public override Wording Intro { get; } = new(
        "从原有台账接续时填写：截至某日处于什么阶段，来源是什么。来源没有的，不要补写。",
        "For an area taken over from a ledger: its stage, the as-of day and the source. Leave out what the source does not say.");

    public override IReadOnlyList<FormField> Fields(FormContext context) =>
    [
        FormField.Choose("stage", Stage.All.Select(stage => new Choice(stage.Code, Sentence.Name(stage.Code)))),
        new("basicallyFinished", FieldKind.Tick)
        {
            Hint = new(
                "来源写明本阶段工作“基本完成”时勾选。", "Tick when the source says that the work of the stage is basically finished."),
        },
        FormField.Day("asOf", hint: new("来源资料的截至日期。", "The as-of day of the source.")),
        FormField.Line("source", required: true, hint: new("例如：2020年12月片区台账。", "For instance: area ledger of December 2020.")),
        FormField.Prose("note", hint: new("来源中的进展说明。", "What the source says about progress.")),
        new("milestones", FieldKind.TickedDays)
        {
            Hint = new(
                "勾选来源中写明已完成的节点；有日期的填上日期。", "Tick what was reached according to the source, with the day where it gives one."),
            Choices =
            [
                .. Rows(context).Select(row => new Choice(row.Code, Sentence.Name(row.Code), Sentence.TrackName(row.Track))),
            ],
        },
    ];

    public override FormValues Blank(FormContext context) => FormValues.Nothing;

    public override AreaCommand Read(FormValues values, FormContext context) =>
        new TakeOpeningPosition(
            context.Code, values.Required("stage", FieldHints.ChooseStage), values.RequiredDay("asOf"), values.Required("source"))
        {
            BasicallyFinished = values.Ticked("basicallyFinished"),
            Note = values.Text("note"),
            // A day without a tick counts: the tick was forgotten.
            Milestones =
            [
                .. Rows(context)
                    .Where(row => values.Ticked($"tick:{row.Code}") || values.Text($"on:{row.Code}") is not null)
                    .Select(row => new OpeningMilestone(row.Code, values.Day($"on:{row.Code}"))),
            ],
        };

    // The milestones of all laws of the kind: a ledger may describe any time.
    private static IEnumerable<MilestoneKind> Rows(FormContext context) =>
        context.State.Catalogue.Milestones.Select(context.State.Table.FindAny).OfType<MilestoneKind>();

    public override Unavailable? WhyUnavailable(AreaState state) => base.WhyUnavailable(state)
        ?? (state.OpenedAt is null ? null : Refusals.OpeningAlready);

    protected override FormValues Prefill(OpeningPositionTaken e) => e.Milestones.Aggregate(
        FormValues.Nothing.With("stage", e.Stage).With("asOf", e.AsOf).With("source", e.Source).With("note", e.Note)
            .With("basicallyFinished", e.BasicallyFinished ? "yes" : ""),
        (values, item) => values.With($"tick:{item.Milestone}", "yes").With($"on:{item.Milestone}", item.EffectiveOn));

    protected override TakeOpeningPosition FromBody(string code, OpeningPositionBody body, string? subject) =>
        new(code, body.Stage, body.AsOf, body.Source)
        {
            Milestones = [.. (body.Milestones ?? []).Select(item => new OpeningMilestone(item.Milestone, item.EffectiveOn))],
            BasicallyFinished = body.BasicallyFinished,
            Note = body.Note,
        };

    protected override Wording Describe(OpeningPositionTaken e, Area area) => Sentence.Of(
        Sentence.Of(
            "期初：截至{1}处于“{0}”阶段，来源：{2}。", "Opening position: in stage \"{0}\" as of {1}; source: {2}.",
            Sentence.Name(e.Stage), e.AsOf, e.Source),
        e.BasicallyFinished ? new("该阶段工作基本完成。", " The work of the stage was basically finished.") : Sentence.Nothing,
        e.Milestones.IsEmpty ? Sentence.Text("") : Sentence.Of(
            "已完成节点：{0}。", " Milestones reached: {0}.", Sentence.Join(e.Milestones.Select(item => Sentence.Name(item.Milestone)))),
        Sentence.Note(e.Note));
}
