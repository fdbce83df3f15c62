using System.Collections.Immutable;
using Renewal.Domain.Areas;

namespace Renewal.Features.Timelines;

/// <summary>The bitemporal tables of areas. What a column means is published: docs/reference/tables.md is generated from here.</summary>
public static class AreaTables
{
    private const string Stream = "area";

    public static readonly TimelineTable Areas = new(
        "area_timeline", typeof(AreaRow), Stream,
        "One row for each range of days on which nothing in this table changes for an area.",
        [
            Columns<AreaRow>.Text("code", row => row.Code, "Code of the area, as people use it."),
            Columns<AreaRow>.Text("name", row => row.Name, "Name of the area."),
            Columns<AreaRow>.Text("kind", row => row.Kind, "Kind of renewal."),
            Columns<AreaRow>.Text("regime", row => row.Regime, "Law that governs the kind on these days."),
            Columns<AreaRow>.Text("catalogue_version", row => row.CatalogueVersion, "Version of the catalogue the area follows."),
            Columns<AreaRow>.Text("jurisdiction", row => row.Jurisdiction, "Administrative-division code."),
            Columns<AreaRow>.Texts("labels", row => [.. row.Labels], "Labels, in the order given."),
            Columns<AreaRow>.Text("status", row => row.Status, "active, suspended or terminated."),
            Columns<AreaRow>.Day("status_since", row => row.StatusSince, "Day of the last change of status.").Nullable(),
            Columns<AreaRow>.Text(
                "stage", row => row.Stage,
                "preparation, listing, completion or completed; null between the opening of the area and its opening position.").Nullable(),
            Columns<AreaRow>.Day("stage_since", row => row.StageSince, "First day of the stage.").Nullable(),
            Columns<AreaRow>.Flag(
                "stage_since_at_latest", row => row.StageSinceAtLatest,
                "The stage comes from an opening position: it began on stage_since or earlier."),
            Columns<AreaRow>.Flag(
                "stage_basically_finished", row => row.StageBasicallyFinished,
                "By the source of the opening position, the work of the stage was basically finished."),
            Columns<AreaRow>.Text("responsible_unit", row => row.ResponsibleUnit, "Unit answerable for the area.").Nullable(),
            Columns<AreaRow>.Text("officer", row => row.Officer, "Account of the officer in charge.").Nullable(),
            Columns<AreaRow>.Text("progress", row => row.Progress, "Last note on how things stand.").Nullable(),
            Columns<AreaRow>.Day("progress_as_of", row => row.ProgressAsOf, "Day that note speaks of.").Nullable(),
            Columns<AreaRow>.Text("source", row => row.Source, "What the opening position was taken from.").Nullable(),
            Columns<AreaRow>.Number("milestones_reached", row => row.Reached, "Required milestones behind the area."),
            Columns<AreaRow>.Number("milestones_required", row => row.Required, "Required milestones by the law of these days."),
            Columns<AreaRow>.Number("open_obstacles", row => row.OpenObstacles, "Obstacles raised and not resolved."),
            Columns<AreaRow>.Number(
                "unconfirmed", row => row.Unconfirmed, "Milestones recorded as they happened that no manager has confirmed."),
            Columns<AreaRow>.Day(
                "clock_late_from", row => row.ClockLateFrom,
                "First day on which a verified legal deadline that applies has passed; null when none is running.").Nullable(),
            Columns<AreaRow>.Day("plan_late_from", row => row.PlanLateFrom, "First day on which a planned day has passed.").Nullable(),
            Columns<AreaRow>.Day(
                "due_soonest", row => row.DueSoonest, "Earliest day due: legal deadline that applies, lapse or planned day.").Nullable(),
        ]);

    public static readonly TimelineTable Milestones = new(
        "milestone_timeline", typeof(MilestoneRow), Stream,
        "One row for each range of days on which a recorded milestone does not change.",
        [
            Columns<MilestoneRow>.Text("milestone", row => row.Milestone, "Code of the milestone.").Key(),
            Columns<MilestoneRow>.Id("entry", row => row.Entry, "First event of its correction chain; keeps across corrections.").Key(),
            Columns<MilestoneRow>.Text(
                "standing", row => row.Standing, "reached, or earlier once an ending such as an unsold listing sent it back."),
            Columns<MilestoneRow>.Day(
                "reached_on", row => row.ReachedOn, "Day it took effect; null where an opening position gives none.").Nullable(),
            Columns<MilestoneRow>.Text("grade", row => row.Grade, "claimed, documented or confirmed."),
            Columns<MilestoneRow>.Text("document_number", row => row.DocumentNumber, "Document number.").Nullable(),
            Columns<MilestoneRow>.Id("event_id", row => row.EventId, "The event that counts; corrections name it."),
            Columns<MilestoneRow>.Flag("from_opening", row => row.FromOpening, "It came with an opening position."),
            Columns<MilestoneRow>.Flag(
                "as_happened", row => row.AsHappened, "Recorded as it happened, although the law did not allow it on that day."),
            Columns<MilestoneRow>.Flag("ending", row => row.Ending, "An ending other than success, in place of another milestone."),
            Columns<MilestoneRow>.Flag("required", row => row.Required, "Every area of the kind goes through it."),
        ]);

    public static readonly TimelineTable Deadlines = new(
        "deadline_timeline", typeof(DeadlineRow), Stream,
        "One row for each range of days on which a due day does not change: legal deadlines, effects that lapse, planned days.",
        [
            Columns<DeadlineRow>.Text("milestone", row => row.Milestone, "Code of the milestone that is due.").Key(),
            Columns<DeadlineRow>.Text("type", row => row.Type, "clock (legal deadline), lapse (an effect runs out) or plan.").Key(),
            Columns<DeadlineRow>.Number(
                "rule", row => row.Rule,
                "Which of all its milestone's periods, past law included, from 0: with catalogue_version it leads to the basis.").Key(),
            Columns<DeadlineRow>.Text("from_milestone", row => row.From, "Milestone the period runs from.").Nullable(),
            Columns<DeadlineRow>.Day("from_on", row => row.FromOn, "Day the period runs from; it is not counted itself.").Nullable(),
            Columns<DeadlineRow>.Day("due_on", row => row.DueOn, "Last day in time."),
            Columns<DeadlineRow>.Flag("provisional", row => row.Provisional, "Counted into a year whose holiday notice is not out."),
            Columns<DeadlineRow>.Flag("verified", row => row.Verified, "The legal source was read; others warn and call nobody late."),
            Columns<DeadlineRow>.Flag(
                "applies", row => row.Applies, "The milestone concerns the area; a planned day waits while the area is suspended."),
            Columns<DeadlineRow>.Flag("reached", row => row.Reached, "The milestone is behind the area: nothing is due."),
            Columns<DeadlineRow>.Day("reached_on", row => row.ReachedOn, "Day it took effect.").Nullable(),
            Columns<DeadlineRow>.Text("grade", row => row.Grade, "planned or forecast, for a planned day.").Nullable(),
        ]);

    public static readonly TimelineTable Obstacles = new(
        "obstacle_timeline", typeof(ObstacleRow), Stream, "One row for each range of days on which an obstacle does not change.",
        [
            Columns<ObstacleRow>.Id("obstacle", row => row.Obstacle, "Id of the obstacle; keeps across corrections.").Key(),
            Columns<ObstacleRow>.Text("category", row => row.Category, "Kind of obstacle."),
            Columns<ObstacleRow>.Text("description", row => row.Description, "What it is."),
            Columns<ObstacleRow>.Day("raised_on", row => row.RaisedOn, "Day it was raised."),
            Columns<ObstacleRow>.Day("resolved_on", row => row.ResolvedOn, "Day it was resolved; null while it is open.").Nullable(),
            Columns<ObstacleRow>.Text("how", row => row.How, "How it was resolved.").Nullable(),
            Columns<ObstacleRow>.Id("event_id", row => row.EventId, "The event that raised it; corrections name it."),
        ]);

    public static readonly TimelineTable Contradictions = new(
        "contradiction_timeline", typeof(ContradictionRow), Stream,
        "One row for each range of days on which two recorded facts contradict each other.",
        [
            Columns<ContradictionRow>.Text(
                "contradiction", row => row.Code, "period-short, out-of-order, step-missing, stage-ahead or stage-behind.").Key(),
            Columns<ContradictionRow>.Text("milestone", row => row.Milestone, "Code of the milestone.").Key(),
            Columns<ContradictionRow>.Text("against", row => row.Against, "Code of the milestone or stage it contradicts.").Key(),
            Columns<ContradictionRow>.Day(
                "reached_on", row => row.On, "Day of the milestone; of a stage that is ahead, its first day.").Key(),
            Columns<ContradictionRow>.Number(
                "days_short", row => row.Days, "By how much a period was cut short, in working days where it has working days.").Nullable(),
            Columns<ContradictionRow>.Text(
                "word", row => row.Word, "On whose word it was recorded: override, as-happened or opening.").Nullable(),
        ]);

    public static readonly ImmutableArray<TimelineTable> All = [Areas, Milestones, Deadlines, Obstacles, Contradictions];
}
