using Renewal.Domain.Areas;

namespace Renewal.App.Pages.Recording;

/// <summary>What halting, taking up again and ending have in common: a day, a reason, a paper.</summary>
public abstract class StatusForm : AreaForm
{
    public override IReadOnlyList<FormField> Fields(FormContext scene) =>
        [Day("effectiveOn"), Prose("reason", required: true), Line("documentNumber")];

    public override FormValues Blank(FormContext scene) => FormValues.Nothing.With("effectiveOn", scene.Today);

    protected abstract AreaCommand Ask(string code, DateOnly day, string reason, string? documentNumber);

    public override AreaCommand Read(FormValues typed, FormContext scene) =>
        Ask(scene.Code, typed.RequiredDay("effectiveOn"), typed.Required("reason"), typed.Text("documentNumber"));

    public override FormValues Prefill(AreaEvent happened) => happened switch
    {
        AreaSuspended e => Fill(e.EffectiveOn, e.Reason, e.DocumentNumber),
        AreaResumed e => Fill(e.EffectiveOn, e.Reason, e.DocumentNumber),
        AreaTerminated e => Fill(e.EffectiveOn, e.Reason, e.DocumentNumber),
        _ => FormValues.Nothing,
    };

    private static FormValues Fill(DateOnly day, string reason, string? documentNumber) =>
        FormValues.Nothing.With("effectiveOn", day).With("reason", reason).With("documentNumber", documentNumber);
}

public sealed class SuspensionForm : StatusForm
{
    public override string Slug => "suspension";

    public override Type Event => typeof(AreaSuspended);

    protected override AreaCommand Ask(string code, DateOnly day, string reason, string? documentNumber) =>
        new SuspendArea(code, day, reason, documentNumber);
}

public sealed class ResumptionForm : StatusForm
{
    public override string Slug => "resumption";

    public override Type Event => typeof(AreaResumed);

    protected override AreaCommand Ask(string code, DateOnly day, string reason, string? documentNumber) =>
        new ResumeArea(code, day, reason, documentNumber);
}

public sealed class TerminationForm : StatusForm
{
    public override string Slug => "termination";

    public override Type Event => typeof(AreaTerminated);

    public override bool AsksAgain => true;

    protected override AreaCommand Ask(string code, DateOnly day, string reason, string? documentNumber) =>
        new TerminateArea(code, day, reason, documentNumber);
}
