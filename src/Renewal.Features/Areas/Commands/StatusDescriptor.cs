using Renewal.Domain;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Features.Areas.Commands;

public sealed record StatusBody(DateOnly EffectiveOn, string Reason, string? DocumentNumber = null);

/// <summary>What suspending, resuming and terminating have in common: a day, a reason, a document number.</summary>
public abstract class StatusDescriptor<TCommand, TEvent> : AreaFormDescriptor<TCommand, TEvent, StatusBody>
    where TCommand : AreaCommand
    where TEvent : AreaEvent
{
    public override string Example =>
        """{"effectiveOn": "2026-06-20", "reason": "规划调整，等待批复", "documentNumber": "会议纪要〔2026〕12号"}""";

    public override IReadOnlyList<FormField> Fields(FormContext context) =>
        [FormField.Day("effectiveOn"), FormField.Prose("reason", required: true), FormField.Line("documentNumber")];

    public override FormValues Blank(FormContext context) => FormValues.Nothing.With("effectiveOn", context.Today);

    public override AreaCommand Read(FormValues values, FormContext context) =>
        New(context.Code, values.RequiredDay("effectiveOn"), values.Required("reason"), values.Text("documentNumber"));

    protected override FormValues Prefill(TEvent e)
    {
        var (day, reason, documentNumber) = Parts(e);
        return FormValues.Nothing.With("effectiveOn", day).With("reason", reason).With("documentNumber", documentNumber);
    }

    protected override TCommand FromBody(string code, StatusBody body, string? subject) =>
        New(code, body.EffectiveOn, body.Reason, body.DocumentNumber);

    protected override Wording Describe(TEvent e, Area area)
    {
        var (day, reason, documentNumber) = Parts(e);
        return Sentence.Of(Sentence.Of(Words.Chinese, Words.English, day, reason), Sentence.Document(documentNumber));
    }

    protected abstract TCommand New(string code, DateOnly day, string reason, string? documentNumber);

    protected abstract (DateOnly Day, string Reason, string? DocumentNumber) Parts(TEvent e);

    /// <summary>The text of the event; {0} is the day, {1} the reason.</summary>
    protected abstract Wording Words { get; }
}

/// <summary>Suspends an area.</summary>
public sealed class SuspendAreaDescriptor : StatusDescriptor<SuspendArea, AreaSuspended>
{
    public override int Position => 80;

    public override Wording EventTitle { get; } = new("暂停推进", "Area suspended");

    public override string Route => "/suspension";

    public override Wording Summary { get; } = new("暂停", "Suspend an area");

    public override string Slug => "suspension";

    public override Wording Title { get; } = new("暂停推进", "Suspend work");

    public override Wording Intro { get; } = new(
        "暂停期间不能记录节点和阶段；其他单位的法定期限照常计算。",
        "While suspended, no milestone or stage can be recorded; legal periods of other authorities continue.");

    protected override Wording Words { get; } = new("自{0}起暂停。理由：{1}", "Suspended from {0}. Reason: {1}");

    public override Unavailable? WhyUnavailable(AreaState state) => WhenHalted(state);

    protected override SuspendArea New(string code, DateOnly day, string reason, string? documentNumber) =>
        new(code, day, reason, documentNumber);

    protected override (DateOnly, string, string?) Parts(AreaSuspended e) => (e.EffectiveOn, e.Reason, e.DocumentNumber);
}

/// <summary>Resumes a suspended area.</summary>
public sealed class ResumeAreaDescriptor : StatusDescriptor<ResumeArea, AreaResumed>
{
    public override int Position => 90;

    public override Wording EventTitle { get; } = new("恢复推进", "Area resumed");

    public override string Route => "/resumption";

    public override Wording Summary { get; } = new("恢复", "Resume an area");

    public override string Slug => "resumption";

    public override Wording Title { get; } = new("恢复推进", "Resume work");

    public override bool IsCentral => true;

    protected override Wording Words { get; } = new("自{0}起恢复。理由：{1}", "Resumed from {0}. Reason: {1}");

    public override Unavailable? WhyUnavailable(AreaState state) => base.WhyUnavailable(state)
        ?? (state.Status == AreaStatus.Suspended ? null : Refusals.AreaNotSuspended);

    protected override ResumeArea New(string code, DateOnly day, string reason, string? documentNumber) =>
        new(code, day, reason, documentNumber);

    protected override (DateOnly, string, string?) Parts(AreaResumed e) => (e.EffectiveOn, e.Reason, e.DocumentNumber);
}

/// <summary>Ends the project without completion.</summary>
public sealed class TerminateAreaDescriptor : StatusDescriptor<TerminateArea, AreaTerminated>
{
    public override int Position => 100;

    public override Wording EventTitle { get; } = new("终止项目", "Area terminated");

    public override string Route => "/termination";

    public override Wording Summary { get; } = new("终止", "Terminate an area");

    public override string Slug => "termination";

    public override Wording Title { get; } = new("终止项目", "Terminate the project");

    public override Wording Intro { get; } = new(
        "终止后，之后的事项不能再记录。只能通过更正撤回。",
        "After termination nothing later can be recorded. Only a correction can undo it.");

    public override Wording Button => Title;

    public override (Wording Warning, Wording Yes)? AsksAgain { get; } = (
        new("终止后，该片区之后的事项不能再记录。", "After this, nothing later can be recorded for the area."),
        new("确认终止", "Yes, terminate"));

    protected override Wording Words { get; } = new("于{0}终止。理由：{1}", "Terminated on {0}. Reason: {1}");

    protected override TerminateArea New(string code, DateOnly day, string reason, string? documentNumber) =>
        new(code, day, reason, documentNumber);

    protected override (DateOnly, string, string?) Parts(AreaTerminated e) => (e.EffectiveOn, e.Reason, e.DocumentNumber);
}
