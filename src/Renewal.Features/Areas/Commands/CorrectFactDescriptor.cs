using System.Text.Json;
using Renewal.Domain;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Features.Areas.Commands;

/// <param name="ReplaceWith">The complete body of the command that recorded the wrong event; without it the event is withdrawn.</param>
public sealed record CorrectionBody(Guid EventId, string? Reason = null, JsonElement? ReplaceWith = null, OverrideBody? Override = null)
{
    /// <param name="replacement">The command that <see cref="ReplaceWith"/> asks for.</param>
    public CorrectFact ToCommand(string code, AreaCommand? replacement) =>
        new(code, EventId, Reason ?? "", replacement) { OverrideWith = Override?.ToRequest() };
}

/// <summary>
/// Corrects or withdraws an event. Its page shows the form of the command that recorded the event, and its body contains the body of that
/// command.
/// </summary>
public sealed class CorrectFactDescriptor : AreaCommandDescriptor
{
    public override int Position => 140;

    public override Type Command => typeof(CorrectFact);

    public override Type Event => typeof(FactCorrected);

    public override Wording EventTitle { get; } = new("更正记录", "Entry corrected");

    public override string Route => "/corrections";

    public override Wording Summary { get; } = new("更正或撤销记录", "Correct or withdraw an entry");

    public override Type Body => typeof(CorrectionBody);

    public override string Example =>
        """
        {"eventId": "3fa85f64-5717-4562-b3fc-2c963f66afa6", "reason": "日期写错",
         "replaceWith": {"milestone": "scope-determined", "effectiveOn": "2026-02-11", "documentNumber": "〔2026〕7号"}}
        """;

    public override AreaCommand FromBody(string code, object? body, string? subject) => ((CorrectionBody)body!).ToCommand(code, null);

    public override Wording Describe(AreaEvent happened, Area area)
    {
        var e = (FactCorrected)happened;
        var wrong = area.Find(e.EventId);
        var what = wrong is null ? Sentence.Text("—") : Sentence.Of(
            "第{0}条（{1}）", "no. {0} ({1})", wrong.Version, Sentence.Name(EventNameAttribute.Of(wrong.Event.GetType())));
        return Sentence.Of(
            wrong?.Corrected?.ReplacedBy is null
                ? Sentence.Of("撤回{0}。理由：{1}", "Withdrew {0}. Reason: {1}", what, e.Reason)
                : Sentence.Of("更正{0}。理由：{1}", "Corrected {0}. Reason: {1}", what, e.Reason),
            Sentence.Override(e.Override));
    }
}
