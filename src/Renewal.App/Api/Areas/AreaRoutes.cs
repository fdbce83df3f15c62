using Renewal.App.Api.Docs;
using Renewal.Features.Areas;
using Renewal.Features.Portfolio;

namespace Renewal.App.Api.Areas;

/// <summary>Everything under /api/areas.</summary>
internal static class AreaRoutes
{
    public static void MapAreas(this IEndpointRouteBuilder api)
    {
        var areas = api.MapGroup("/areas").WithTags("片区 Areas");
        var one = areas.MapGroup("/{code}");

        areas.MapGet("", AreaReads.ListAsync)
            .Reads<Page<AreaSummary>>(
                "片区列表 · List areas", "stage", "kind", "label", "jurisdiction", "light", "status", "q", "page", "pageSize");
        one.MapGet("", AreaReads.OneAsync).Reads<AreaView>("片区某日的情况 · One area as of a day").Tagged().FollowsCodes();
        one.MapGet("/events", AreaReads.EventsAsync)
            .Reads<IReadOnlyList<HistoryLine>>("片区的全部记录 · What is on file about an area").Tagged().FollowsCodes();

        areas.MapPost("", (Delegate)AreaWrites.RegisterAsync).Writes<AreaBody, AreaView>("登记片区 · Register an area", 201, 200);
        one.MapPost("/opening-position", AreaWrites.SendAsync<OpeningPositionBody>)
            .Acts<OpeningPositionBody>("期初情况 · Take over what a ledger says");
        one.MapPost("/milestones", AreaWrites.SendAsync<MilestoneBody>).Acts<MilestoneBody>("记录节点 · Record a milestone");
        one.MapPost("/milestones/{milestone}/confirmation", AreaWrites.ConfirmAsync).Acts("核实节点 · Vouch for a milestone").NeedsVersion();
        one.MapPost("/stage", AreaWrites.SendAsync<StageBody>).Acts<StageBody>("变更阶段 · Move to another stage");
        one.MapPost("/corrections", CorrectionEndpoint.CorrectAsync)
            .Acts<CorrectionBody>("更正或撤销记录 · Correct or withdraw an entry").NeedsVersion();
        one.MapPost("/plan", AreaWrites.SendAsync<PlanBody>).Acts<PlanBody>("计划日期 · Set planned days");
        one.MapPost("/obstacles", AreaWrites.SendAsync<ObstacleBody>).Acts<ObstacleBody>("提出堵点 · Report an obstacle");
        one.MapPost("/obstacles/{id}/resolution", AreaWrites.ResolveAsync).Acts<ResolutionBody>("堵点销号 · Report an obstacle out of the way");
        one.MapPost("/suspension", AreaWrites.SuspendAsync).Acts<StatusBody>("暂停 · Halt work");
        one.MapPost("/resumption", AreaWrites.ResumeAsync).Acts<StatusBody>("恢复 · Take work up again");
        one.MapPost("/termination", AreaWrites.TerminateAsync).Acts<StatusBody>("终止 · End without completion");
        one.MapPost("/labels", AreaWrites.SendAsync<LabelsBody>).Acts<LabelsBody>("标签 · Set the labels");
        one.MapPost("/duty", AreaWrites.SendAsync<DutyBody>).Acts<DutyBody>("责任单位与经办人 · Say who is answerable");
        one.MapPost("/progress-notes", AreaWrites.SendAsync<ProgressNoteBody>).Acts<ProgressNoteBody>("进展说明 · Say how things stand");
    }
}
