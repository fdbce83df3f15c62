using Renewal.App.Texts;
using Renewal.Domain.Areas;
using Renewal.Domain.Recording;

namespace Renewal.App.Commands;

/// <summary>What an event says, in half a line.</summary>
internal static class EventLine
{
    public static string Of(object happened) => happened switch
    {
        AreaRegistered e => Join(e.Name, UiText.NameOf(e.Kind), e.Jurisdiction),
        OpeningPositionTaken e => Join(UiText.NameOf(e.Stage), e.Source),
        MilestoneRecorded e => Join(UiText.NameOf(e.Milestone), e.DocumentNumber, Overridden(e), e.Note),
        MilestoneConfirmed e => UiText.NameOf(e.Milestone),
        StageChanged e => Join(UiText.NameOf(e.Stage), e.DocumentNumber, Overridden(e), e.Reason ?? e.Note),
        PlanSet e => UiText.Join(e.Milestones.Select(m => $"{UiText.NameOf(m.Milestone)} {CliFormat.Day(m.PlannedOn)}")),
        ObstacleRaised e => Join(e.Category, e.Description),
        ObstacleResolved e => e.How,
        AreaSuspended e => Join(e.Reason, e.DocumentNumber),
        AreaResumed e => Join(e.Reason, e.DocumentNumber),
        AreaTerminated e => Join(e.Reason, e.DocumentNumber),
        AreaLabelled e => UiText.Join(e.Labels),
        DutyAssigned e => Join(e.ResponsibleUnit, e.Officer),
        ProgressNoted e => Join(e.Text, e.Source),
        FactCorrected e => e.Reason,
        // A new kind of fact shows up as its name alone until somebody words it here.
        _ => "",
    };

    private static string? Overridden(IOverridableEvent e) => e.Override is null ? null : CliText.Of("override");

    private static string Join(params string?[] parts) => string.Join(" | ", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
}
