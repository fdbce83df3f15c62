using System.Text.Json;
using Renewal.Domain.Areas;
using Renewal.Domain.Recording;

namespace Renewal.App.Api.Areas;

/// <summary>The body of a write about an area that is on file. Members with a default may be left out.</summary>
internal interface IAreaBody
{
    AreaCommand ToCommand(string area);
}

internal sealed record AreaBody(
    string Code, string Name, string Kind, string Jurisdiction, DateOnly OpenedOn, IReadOnlyList<string>? Labels = null,
    string? ResponsibleUnit = null, string? Officer = null, decimal? SiteAreaM2 = null, decimal? BuildingAreaM2 = null,
    int? HouseholdsExpected = null, bool? ClearedBeforeListing = null, JsonElement? Boundary = null) : IAreaBody
{
    public RegisterArea ToCommand() => new(Code, Name, Kind, Jurisdiction, OpenedOn)
    {
        Labels = [.. Labels ?? []],
        ResponsibleUnit = ResponsibleUnit,
        Officer = Officer,
        SiteAreaM2 = SiteAreaM2,
        BuildingAreaM2 = BuildingAreaM2,
        HouseholdsExpected = HouseholdsExpected,
        ClearedBeforeListing = ClearedBeforeListing ?? false,
        Boundary = Boundary?.GetRawText(),
    };

    public AreaCommand ToCommand(string area) => ToCommand();
}

internal sealed record OpeningPositionBody(
    string Stage, DateOnly AsOf, string Source, IReadOnlyList<OpeningMilestoneBody>? Milestones = null, string? Note = null) : IAreaBody
{
    public AreaCommand ToCommand(string area) => new TakeOpeningPosition(area, Stage, AsOf, Source)
    {
        Milestones = [.. (Milestones ?? []).Select(item => new OpeningMilestone(item.Milestone, item.EffectiveOn))],
        Note = Note,
    };
}

internal sealed record OpeningMilestoneBody(string Milestone, DateOnly? EffectiveOn = null);

/// <summary>All three are needed; the rules, not the reader, say so.</summary>
internal sealed record OverrideBody(string? Reason = null, string? Approver = null, string? DocumentNumber = null)
{
    public OverrideRequest ToRequest() => new(Reason ?? "", Approver ?? "", DocumentNumber ?? "");
}

internal sealed record MilestoneBody(
    string Milestone, DateOnly EffectiveOn, string? DocumentNumber = null, DateOnly? DocumentDate = null, string? Authority = null,
    string? Note = null, IReadOnlyList<string>? Attachments = null, OverrideBody? Override = null) : IAreaBody
{
    public AreaCommand ToCommand(string area) => new RecordMilestone(area, Milestone, EffectiveOn)
    {
        DocumentNumber = DocumentNumber,
        DocumentDate = DocumentDate,
        Authority = Authority,
        Note = Note,
        Attachments = [.. Attachments ?? []],
        OverrideWith = Override?.ToRequest(),
    };
}

internal sealed record StageBody(
    string Stage, DateOnly EffectiveOn, string? DocumentNumber = null, string? Note = null, string? Reason = null,
    OverrideBody? Override = null) : IAreaBody
{
    public AreaCommand ToCommand(string area) => new ChangeStage(area, Stage, EffectiveOn)
    {
        DocumentNumber = DocumentNumber,
        Note = Note,
        Reason = Reason,
        OverrideWith = Override?.ToRequest(),
    };
}

internal sealed record PlanBody(IReadOnlyList<PlannedBody> Milestones, string? Reason = null) : IAreaBody
{
    public AreaCommand ToCommand(string area) => new SetPlan(
        area,
        [.. Milestones.Select(item =>
            new PlannedMilestone(item.Milestone, item.PlannedOn, item.Grade == PlannedGrade.Forecast ? "forecast" : "planned"))])
    {
        Reason = Reason,
    };
}

/// <param name="PlannedOn">Null or left out drops the day that was planned.</param>
/// <param name="Grade">planned (the default) or forecast.</param>
internal sealed record PlannedBody(string Milestone, DateOnly? PlannedOn = null, PlannedGrade? Grade = null);

internal enum PlannedGrade
{
    Planned,
    Forecast,
}

internal sealed record ObstacleBody(string Category, string Description, DateOnly RaisedOn) : IAreaBody
{
    public AreaCommand ToCommand(string area) => new RaiseObstacle(area, Category, Description, RaisedOn);
}

internal sealed record ResolutionBody(DateOnly ResolvedOn, string How)
{
    public AreaCommand ToCommand(string area, Guid obstacle) => new ResolveObstacle(area, obstacle, ResolvedOn, How);
}

internal sealed record StatusBody(DateOnly EffectiveOn, string Reason, string? DocumentNumber = null);

internal sealed record LabelsBody(IReadOnlyList<string> Labels) : IAreaBody
{
    public AreaCommand ToCommand(string area) => new LabelArea(area, [.. Labels]);
}

internal sealed record DutyBody(DateOnly EffectiveOn, string? ResponsibleUnit = null, string? Officer = null) : IAreaBody
{
    public AreaCommand ToCommand(string area) => new AssignDuty(area, ResponsibleUnit, Officer, EffectiveOn);
}

internal sealed record ProgressNoteBody(DateOnly AsOf, string Text, string? Source = null) : IAreaBody
{
    public AreaCommand ToCommand(string area) => new NoteProgress(area, AsOf, Text, Source);
}

/// <param name="ReplaceWith">The body of the wrong entry's own door, whole; without it the entry is withdrawn.</param>
internal sealed record CorrectionBody(Guid EventId, string? Reason = null, JsonElement? ReplaceWith = null, OverrideBody? Override = null);
