using System.Collections.Immutable;
using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;

namespace Renewal.Features.Areas.Commands;

public sealed record MilestoneBody(
    string Milestone, DateOnly EffectiveOn, string? DocumentNumber = null, DateOnly? DocumentDate = null, string? Authority = null,
    string? Note = null, IReadOnlyList<string>? Attachments = null, OverrideBody? Override = null, bool AsHappened = false);

/// <summary>Records a milestone. The form offers what can be recorded, and to a manager also what needs an override.</summary>
public sealed class RecordMilestoneDescriptor : AreaFormDescriptor<RecordMilestone, MilestoneRecorded, MilestoneBody>
{
    private static readonly Wording ByOverride = new("条件未满足（须越权放行）", "Not yet possible (needs an override)");

    private static readonly Wording AsHappened = new("法定期限未满（已发生的可据实记录）", "Period not over (can be recorded as it happened)");

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
        new("asHappened", FieldKind.Tick)
        {
            Advanced = true,
            Hint = new(
                "其他机关、单位已作出的行为早于法定期限，或发生在暂停期间的，如实登记；须填文号和说明，待管理人员核实。",
                "For another body's act that came before the law allowed it, or during a suspension. Give document number and note; a "
                + "manager confirms it."),
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
            AsHappened = values.Ticked("asHappened"),
            OverrideWith = values.Override(),
        };

    public override Unavailable? WhyUnavailable(AreaState state) => WhenHalted(state);

    protected override FormValues Prefill(MilestoneRecorded e) => FormValues.Nothing
        .With("milestone", e.Milestone).With("effectiveOn", e.EffectiveOn).With("documentNumber", e.DocumentNumber)
        .With("documentDate", e.DocumentDate).With("authority", e.Authority).With("note", e.Note)
        .With("attachments", string.Join('\n', e.Attachments.IsDefault ? [] : e.Attachments))
        .With("asHappened", e.AsHappened ? "yes" : "").With(e.Override);

    protected override RecordMilestone FromBody(string code, MilestoneBody body, string? subject) =>
        new(code, body.Milestone, body.EffectiveOn)
        {
            DocumentNumber = body.DocumentNumber,
            DocumentDate = body.DocumentDate,
            Authority = body.Authority,
            Note = body.Note,
            Attachments = [.. body.Attachments ?? []],
            AsHappened = body.AsHappened,
            OverrideWith = body.Override?.ToRequest(),
        };

    protected override Wording Describe(MilestoneRecorded e, Area area) => Sentence.Of(
        Sentence.Of("“{0}”于{1}完成。", "\"{0}\" reached on {1}.", Sentence.Name(e.Milestone), e.EffectiveOn),
        Sentence.Document(e.DocumentNumber),
        Sentence.Part("单位：{0}。", " Authority: {0}.", e.Authority),
        e.AsHappened ? new("据实记录。", " Recorded as it happened.") : Sentence.Nothing,
        Sentence.Override(e.Override),
        Sentence.Note(e.Note));

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
        var blocked = ahead.Where(step => !step.Possible && (context.IsManager || MayBeAsHappened(step)))
            .Select(step => new Choice(step.Row.Code, Sentence.Name(step.Row.Code), context.IsManager ? ByOverride : AsHappened));
        return [.. offered, .. blocked];
    }

    // Nothing is missing but time, and the act is another body's.
    private static bool MayBeAsHappened(NextStep step) => step.Needs.IsEmpty && step.Row.Actor != Actors.StreetOffice;

    private static ImmutableArray<NextStep> Ahead(FormContext context) =>
        NextSteps.Of(context.Area, context.State, WorkCalendar.China).Next;
}
