using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Features.Areas.Commands;

public sealed record ProgressNoteBody(DateOnly AsOf, string Text, string? Source = null);

/// <summary>Records a progress note as of a day.</summary>
public sealed class NoteProgressDescriptor : AreaFormDescriptor<NoteProgress, ProgressNoted, ProgressNoteBody>
{
    public override int Position => 130;

    public override Wording EventTitle { get; } = new("记录进展", "Progress noted");

    public override string Route => "/progress-notes";

    public override Wording Summary { get; } = new("进展说明", "Note progress");

    public override string Example => """{"asOf": "2026-04-30", "text": "入户调查完成八成", "source": "4月例会"}""";

    public override string Slug => "progress";

    public override Wording Title { get; } = new("记录进展", "Note progress");

    public override bool IsCentral => true;

    public override IReadOnlyList<FormField> Fields(FormContext context) =>
    [
        FormField.Prose("text", required: true, hint: FieldHints.NoNames),
        FormField.Day("asOf", hint: new("这段说明反映哪一天的情况。", "The day this describes.")),
        FormField.Line("source"),
    ];

    public override FormValues Blank(FormContext context) => FormValues.Nothing.With("asOf", context.Today);

    public override AreaCommand Read(FormValues values, FormContext context) =>
        new NoteProgress(context.Code, values.RequiredDay("asOf"), values.Required("text"), values.Text("source"));

    protected override FormValues Prefill(ProgressNoted e) => FormValues.Nothing
        .With("text", e.Text).With("asOf", e.AsOf).With("source", e.Source);

    protected override NoteProgress FromBody(string code, ProgressNoteBody body, string? subject) =>
        new(code, body.AsOf, body.Text, body.Source);

    protected override Wording Describe(ProgressNoted e, Area area) => Sentence.Of(
        Sentence.Of("截至{0}的进展：{1}", "Progress as of {0}: {1}", e.AsOf, e.Text), Sentence.Part("来源：{0}", " Source: {0}", e.Source));
}
