using Renewal.App.Api.Docs;
using Renewal.Features.Areas;
using Renewal.Features.Areas.Commands;
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
            .Reads<IReadOnlyList<HistoryLine>>("片区的全部记录 · All entries of an area").Tagged().FollowsCodes();

        foreach (var command in AreaCommands.All)
        {
            var endpoint = new AreaCommandEndpoint(command);
            var route = command switch
            {
                RegisterAreaDescriptor => areas.MapPost("", (Delegate)endpoint.RegisterAsync).Writes<AreaView>(Summary(command), 201, 200),
                CorrectFactDescriptor =>
                    one.MapPost(command.Route, CorrectionEndpoint.CorrectAsync).Writes<AreaWriteResponse>(Summary(command)),
                _ => one.MapPost(command.Route, endpoint.SendAsync).Writes<AreaWriteResponse>(Summary(command)),
            };
            route.WithMetadata(command);
            if (command.Body is { } body) route.Accepts(body, "application/json");
            if (command.NeedsVersion) route.NeedsVersion();
        }
    }

    private static string Summary(AreaCommandDescriptor command) => $"{command.Summary.Chinese} · {command.Summary.English}";
}
