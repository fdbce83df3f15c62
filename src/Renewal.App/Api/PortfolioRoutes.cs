using Renewal.App.Api.Areas;
using Renewal.App.Api.Docs;
using Renewal.App.Api.Reading;
using Renewal.Domain.Areas;
using Renewal.Features.Portfolio;

namespace Renewal.App.Api;

/// <summary>All areas: counts, changes, deadlines, contradictions.</summary>
internal static class PortfolioRoutes
{
    public static void MapPortfolio(this IEndpointRouteBuilder api)
    {
        var all = api.MapGroup("").WithTags("总览 Portfolio");
        all.MapGet("/portfolio", PortfolioAsync)
            .Reads<PortfolioView>("各阶段、类型、辖区的数量 · Counts and list",
                "stage", "kind", "label", "jurisdiction", "light", "status", "q", "areas")
            .AsWholeList();
        all.MapGet("/portfolio/changes", ChangesAsync)
            .Reads<PortfolioChanges>("两日之间的变化 · What changed between two days", "from", "to").AsWholeList();
        all.MapGet("/deadlines", DeadlinesAsync)
            .Reads<Page<Deadline>>(
                "法定期限与计划日期 · Legal clocks and planned days", "kind", "jurisdiction", "label", "late", "until", "type", "page", "pageSize");
        all.MapGet("/contradictions", ContradictionsAsync)
            .Reads<Page<Contradiction>>(
                "记录中互相矛盾之处 · What does not fit together in the record",
                "contradiction", "kind", "jurisdiction", "label", "page", "pageSize");
    }

    private static async Task<ApiResult> PortfolioAsync(HttpContext http, PortfolioQueries portfolio)
    {
        var queries = new QueryReader(http);
        var (moment, filter) = (queries.Moment(), AreaReads.Filter(queries));
        var areas = queries.OneOf("areas", ["true", "false"]);
        if (queries.Refusal is { } refusal) return Problems.Of(refusal);
        return ApiResult.Ok(areas == "false"
            ? await portfolio.CountsAsync(Caller.Of(http), moment, filter, http.RequestAborted)
            : await portfolio.ViewAsync(Caller.Of(http), moment, filter, http.RequestAborted));
    }

    private static async Task<ApiResult> ChangesAsync(HttpContext http, PortfolioQueries portfolio)
    {
        var queries = new QueryReader(http);
        var moment = queries.Moment();
        var (from, to) = (queries.Day("from"), queries.Day("to") ?? moment.On);
        if (from is null || from > to) queries.Refuse("from");
        if (queries.Refusal is { } refusal) return Problems.Of(refusal);
        return ApiResult.Ok(await portfolio.ChangesAsync(Caller.Of(http), from!.Value, to, moment.KnownAt, http.RequestAborted));
    }

    private static async Task<ApiResult> DeadlinesAsync(HttpContext http, PortfolioQueries portfolio)
    {
        var queries = new QueryReader(http);
        var (moment, filter) = (queries.Moment(), AreaReads.Filter(queries));
        var (page, pageSize) = AreaReads.Paging(queries);
        var (late, until) = (queries.OneOf("late", ["true", "false"]), queries.Day("until"));
        var type = queries.OneOf("type", [Deadline.ClockType, Deadline.PlanType]);
        if (queries.Refusal is { } refusal) return Problems.Of(refusal);
        var due = new DeadlineFilter(late is null ? null : late == "true", Until: until, Type: type);
        var found = await portfolio.DeadlinesAsync(Caller.Of(http), moment, filter, due, page, pageSize, http.RequestAborted);
        return ApiResult.Ok(new Page<Deadline>(found.Items, page, pageSize, found.Total));
    }

    private static async Task<ApiResult> ContradictionsAsync(HttpContext http, PortfolioQueries portfolio)
    {
        var queries = new QueryReader(http);
        var (moment, filter) = (queries.Moment(), AreaReads.Filter(queries));
        var (page, pageSize) = AreaReads.Paging(queries);
        var code = queries.OneOf("contradiction", ContradictionRow.Codes);
        if (queries.Refusal is { } refusal) return Problems.Of(refusal);
        var found = await portfolio.ContradictionsAsync(Caller.Of(http), moment, filter, code, page, pageSize, http.RequestAborted);
        return ApiResult.Ok(new Page<Contradiction>(found.Items, page, pageSize, found.Total));
    }
}
