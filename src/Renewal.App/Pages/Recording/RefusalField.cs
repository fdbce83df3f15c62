using Renewal.App.Pages.Components;
using Renewal.App.Texts;
using Renewal.Domain;
using Renewal.Features.Areas.Commands;

namespace Renewal.App.Pages.Recording;

/// <summary>Finds the field a refusal speaks of, so that the message stands where the hand is.</summary>
public static class RefusalField
{
    /// <summary>The name a correction's own reason has in the form: “reason” may belong to the entry being put right.</summary>
    public const string CorrectionReason = "correctionReason";

    /// <summary>Null when it speaks of the whole request rather than of a field.</summary>
    public static string? Of(Refusal refusal) => refusal.Arguments.GetValueOrDefault("field") ?? refusal.Code switch
    {
        "milestone.needs-reason" or "milestone.needs-approver" => "note",
        "catalogue.unknown" or "catalogue.conflicts" => "version",
        "milestone.before" or "milestone.conflicts" or "clock.too-early" or "stage.before" => "effectiveOn",
        "stage.needs-reason" or "stage.expects" or "plan.needs-reason" => "reason",
        "stage.gate-shut" or "stage.order" or "stage.same" or "stage.unknown" => "stage",
        "plan.empty" => "milestones",
        "opening.too-late" or "opening.already" => "asOf",
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
        var code when code.StartsWith("milestone.", StringComparison.Ordinal) => "milestone",
        _ => null,
    };

    /// <summary>The sentence at the field: the clock's own counting is shown below it, not crammed into it.</summary>
    public static FieldError Problem(Refusal refusal, IReadOnlyList<FormField> fields, FormValues typed)
    {
        var place = Of(refusal);
        if (place == "reason" && typed.Has(CorrectionReason) && IsUnfit(typed[CorrectionReason])) place = CorrectionReason;
        var shown = place is not null
            && (fields.Any(field => field.Name == place) || place == CorrectionReason || place.Contains('.') || place.Contains(':'));
        return new FieldError(shown ? place : null, UiText.Of(refusal with { Reckoning = null }).Trim());
    }

    /// <summary>Whether only an override opens this: then, and only then, a manager is shown the fields for one.</summary>
    public static bool OpensByOverride(Refusal? refusal) => refusal?.Code is
        "milestone.needs" or "clock.too-early" or "stage.gate-shut" or "correction.conflicts" or "catalogue.conflicts"
            or "override.incomplete";

    private static bool IsUnfit(string reason) =>
        reason.Length > 2_000 || reason.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));
}
