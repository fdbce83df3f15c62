using Renewal.App.Pages.Components;
using Renewal.App.Texts;
using Renewal.Domain;
using Renewal.Features.Areas.Commands;

namespace Renewal.App.Pages.Recording;

/// <summary>Finds the field of a refusal, so that the message is shown there.</summary>
public static class RefusalField
{
    /// <summary>The field of a correction's own reason: “reason” may belong to the corrected event.</summary>
    public const string CorrectionReason = "correctionReason";

    /// <summary>Null when it concerns the whole form.</summary>
    public static string? Of(Refusal refusal) => refusal.Arguments.GetValueOrDefault("field") ?? refusal.Code switch
    {
        "milestone.needs-reason" or "milestone.needs-approver" or "clock.needs-reason" => "note",
        "catalogue.unknown" or "catalogue.conflicts" => "version",
        "milestone.before" or "milestone.conflicts" or "clock.too-early" or "stage.before" => "effectiveOn",
        "stage.needs-reason" or "stage.expects" or "plan.needs-reason" => "reason",
        "stage.gate-shut" or "stage.order" or "stage.same" or "stage.unknown" => "stage",
        "plan.empty" => "milestones",
        "opening.too-late" or "opening.already" or "opening.conflicts" => "asOf",
        "opening.milestone-after" => $"on:{refusal.Arguments.GetValueOrDefault("milestone")}",
        "obstacle.before" or "obstacle.resolved" => "resolvedOn",
        "obstacle.unknown" => "obstacle",
        "area.exists" or "area.code-invalid" => "code",
        "area.closed" or "area.suspended" or "area.not-suspended" or "area.status-same" or "area.status-conflicts" => "effectiveOn",
        "kind.unknown" or "correction.kind-fixed" => "kind",
        "regime.none" => "openedOn",
        "jurisdiction.unknown" or "jurisdiction.forbidden" => "jurisdiction",
        "correction.needs-reason" => CorrectionReason,
        "override.incomplete" => "override.reason",
        "as-happened.incomplete" or "as-happened.own-act" => "asHappened",
        var code when code.StartsWith("milestone.", StringComparison.Ordinal) => "milestone",
        _ => null,
    };

    /// <summary>The message at the field, without the counting of a legal period, which is shown below it.</summary>
    public static FieldError Problem(Refusal refusal, IReadOnlyList<FormField> fields, FormValues typed)
    {
        var place = Of(refusal);
        if (place == "reason" && typed.Has(CorrectionReason) && IsUnfit(typed[CorrectionReason])) place = CorrectionReason;
        var shown = place is not null
            && (fields.Any(field => field.Name == place) || place == CorrectionReason || place.Contains('.') || place.Contains(':'));
        return new FieldError(shown ? place : null, UiText.Of(refusal with { Reckoning = null }).Trim());
    }

    /// <summary>Whether an override would allow it: only then the override fields are shown to a manager.</summary>
    public static bool OpensByOverride(Refusal? refusal) => refusal?.Code is
        "milestone.needs" or "clock.too-early" or "stage.gate-shut" or "correction.conflicts" or "catalogue.conflicts"
            or "override.incomplete";

    /// <summary>Whether another body's act could be recorded as it happened nevertheless.</summary>
    public static bool AllowsAsHappened(Refusal refusal) => refusal.Code is "clock.too-early" or "milestone.before" or "area.suspended";

    private static bool IsUnfit(string reason) =>
        reason.Length > 2_000 || reason.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));
}
