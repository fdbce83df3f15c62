using System.Collections.Immutable;
using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;

namespace Renewal.Features.Areas.Commands;

public sealed record MilestoneBody(
    string Milestone, DateOnly EffectiveOn, string? DocumentNumber = null, DateOnly? DocumentDate = null, string? Authority = null,
    string? Note = null, IReadOnlyList<string>? Attachments = null, OverrideBody? Override = null);

/// <summary>Records a milestone. The form offers what can be recorded, and to a manager also what needs an override.</summary>
public sealed class RecordMilestoneDescriptor : AreaFormDescriptor<RecordMilestone, MilestoneRecorded, MilestoneBody>
{
    private static readonly Wording ByOverride = new("条件未满足（须越权放行）", "Not yet possible (needs an override)");

    public override int Position => 10;

    public override Wording EventTitle { get; } = new("记录节点", "Milestone recorded");

    public override string Route => "/milestones";

    public override Wording Summary { get; } = new("记录节点", "Record a milestone");

    public override string Example =>
        """
        {"milestone": "scope-determined", "effectiveOn": "2026-02-10", "documentNumber": "〔2026〕7号", "documentDate": "2026-02-09",
         "authority": "区人民政府", "note": "红线图附后", "attachments": ["红线图.pdf"]}
        """;

    public override string Slug => "milestone";

    public override Wording Title { get; } = new("记录节点", "Record a milestone");

    public override bool IsCentral => true;

    public override IReadOnlyList<FormField> Fields(FormContext context) =>
    [
        FormField.Choose("milestone", Choices(context)),
        FormField.Day("effectiveOn", hint: FieldHints.EffectiveOn),
        FormField.Line("documentNumber", hint: FieldHints.DocumentNumber),
        FormField.Day("documentDate", required: false),
        FormField.Line("authority"),
        FormField.Prose("note"),
        FormField.Prose("attachments", hint: new("每行一个文件的存放位置或档号。", "One file location or archive number per line.")) with
        {
            Advanced = true,
        },
    ];

    public override FormValues Blank(FormContext context) => FormValues.Nothing
        .With("milestone", context.Chosen ?? (Choices(context) is [var only] ? only.Value : ""))
        .With("effectiveOn", context.Today);

    public override AreaCommand Read(FormValues values, FormContext context) =>
        new RecordMilestone(context.Code, values.Required("milestone", FieldHints.ChooseMilestone), values.RequiredDay("effectiveOn"))
        {
            DocumentNumber = values.Text("documentNumber"),
            DocumentDate = values.Day("documentDate"),
            Authority = values.Text("authority"),
            Note = values.Text("note"),
            Attachments = values.Lines("attachments"),
            OverrideWith = values.Override(),
        };

    public override Unavailable? WhyUnavailable(AreaState state) => WhenHalted(state);

    protected override FormValues Prefill(MilestoneRecorded e) => FormValues.Nothing
        .With("milestone", e.Milestone).With("effectiveOn", e.EffectiveOn).With("documentNumber", e.DocumentNumber)
        .With("documentDate", e.DocumentDate).With("authority", e.Authority).With("note", e.Note)
        .With("attachments", string.Join('\n', e.Attachments.IsDefault ? [] : e.Attachments)).With(e.Override);

    protected override RecordMilestone FromBody(string code, MilestoneBody body, string? subject) =>
        new(code, body.Milestone, body.EffectiveOn)
        {
            DocumentNumber = body.DocumentNumber,
            DocumentDate = body.DocumentDate,
            Authority = body.Authority,
            Note = body.Note,
            Attachments = [.. body.Attachments ?? []],
            OverrideWith = body.Override?.ToRequest(),
        };

    protected override Wording Describe(MilestoneRecorded e, Area area) => Sentence.Of(
        Sentence.Of("“{0}”于{1}完成。", "\"{0}\" reached on {1}.", Sentence.Name(e.Milestone), e.EffectiveOn),
        Sentence.Document(e.DocumentNumber),
        Sentence.Part("单位：{0}。", " Authority: {0}.", e.Authority),
        Overridden(e, area.On(e.EffectiveOn)),
        Sentence.Note(e.Note));

    /// <summary>What an override of a milestone allowed: missing milestones, or running legal periods.</summary>
    public static Wording Overridden(MilestoneRecorded e, AreaState state) => Sentence.Override(e.Override, gate =>
        state.Reached.GetValueOrDefault(gate) is { } reached && !(reached.On > e.EffectiveOn)
            && state.Table.Find(e.Milestone)?.Clocks.Any(clock => clock.From == gate) == true
            ? PeriodFrom(gate) : Sentence.Name(gate));

    /// <summary>A legal period, named by the milestone it runs from.</summary>
    public static Wording PeriodFrom(string milestone) =>
        Sentence.Of("自“{0}”起算的法定期限", "the legal period from \"{0}\"", Sentence.Name(milestone));

    /// <summary>The milestones that cannot be recorded now, with the reasons; shown under the list.</summary>
    public static IEnumerable<NextStep> Blocked(FormContext context) => Ahead(context).Where(step => !step.Possible);

    /// <summary>The chosen milestone, when it needs an override; otherwise null.</summary>
    public static NextStep? BlockedChoice(FormContext context, string milestone) =>
        Blocked(context).FirstOrDefault(step => step.Row.Code == milestone);

    private static List<Choice> Choices(FormContext context)
    {
        var ahead = Ahead(context);
        var offered = ahead.Where(step => step.Possible)
            .Select(step => new Choice(step.Row.Code, Sentence.Name(step.Row.Code), Sentence.TrackName(step.Row.Track)));
        var blocked = ahead.Where(step => !step.Possible)
            .Select(step => new Choice(step.Row.Code, Sentence.Name(step.Row.Code), ByOverride));
        return context.IsManager ? [.. offered, .. blocked] : [.. offered];
    }

    private static ImmutableArray<NextStep> Ahead(FormContext context) =>
        NextSteps.Of(context.Area, context.State, WorkCalendar.China).Next;
}
