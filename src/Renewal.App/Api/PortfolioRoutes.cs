using Renewal.App.Api.Areas;
using Renewal.App.Api.Docs;
using Renewal.App.Api.Reading;
using Renewal.Features.Portfolio;

namespace Renewal.App.Api;

/// <summary>All areas at once: counts, what moved, what is due.</summary>
internal static class PortfolioRoutes
{
    public static void MapPortfolio(this IEndpointRouteBuilder api)
    {
        var all = api.MapGroup("").WithTags("总览 Portfolio");
        all.MapGet("/portfolio", PortfolioAsync)
            .Reads<PortfolioView>("各阶段、类型、辖区的数量 · Counts and list", "stage", "kind", "label", "jurisdiction", "light", "status", "q");
        all.MapGet("/portfolio/changes", ChangesAsync).Reads<PortfolioChanges>("两日之间的变化 · What moved between two days", "from", "to");
        all.MapGet("/deadlines", DeadlinesAsync)
            .Reads<Page<Due>>(
                "法定期限与计划日期 · Legal clocks and planned days", "kind", "jurisdiction", "label", "late", "until", "type", "page", "pageSize");
    }

    private static async Task<Reply> PortfolioAsync(HttpContext http, Portfolios portfolios)
    {
        var queries = new Queries(http);
        var (moment, filter) = (queries.Moment(), AreaReads.Filter(queries));
        if (queries.Refusal is { } refusal) return Problems.Of(refusal);
        var lines = await portfolios.LinesAsync(Caller.Of(http), moment.KnownAt, http.RequestAborted);
        return Reply.Ok(PortfolioView.Of(lines, moment, filter));
    }

    private static async Task<Reply> ChangesAsync(HttpContext http, Portfolios portfolios)
    {
        var queries = new Queries(http);
        var moment = queries.Moment();
        var (from, to) = (queries.Day("from"), queries.Day("to") ?? moment.On);
        if (from is null || from > to) queries.Refuse("from");
        if (queries.Refusal is { } refusal) return Problems.Of(refusal);
        var lines = await portfolios.LinesAsync(Caller.Of(http), moment.KnownAt, http.RequestAborted);
        return Reply.Ok(PortfolioChanges.Between(lines, from!.Value, to, moment.KnownAt));
    }

    private static async Task<Reply> DeadlinesAsync(HttpContext http, Portfolios portfolios)
    {
        var queries = new Queries(http);
        var (moment, filter) = (queries.Moment(), AreaReads.Filter(queries));
        var (page, pageSize) = AreaReads.Paging(queries);
        var (late, until) = (queries.OneOf("late", ["true", "false"]), queries.Day("until"));
        var type = queries.OneOf("type", ["clock", "plan"]);
        if (queries.Refusal is { } refusal) return Problems.Of(refusal);
        var lines = await portfolios.LinesAsync(Caller.Of(http), moment.KnownAt, http.RequestAborted);
        var due = Deadlines.Of(lines.Where(line => AreaSummary.Of(line, moment.On) is { } area && filter.Lets(area)), moment.On)
            .Where(d => late is null || d.Late == (late == "true")).Where(d => until is null || d.DueOn <= until)
            .Where(d => type is null || d.Type == type);
        return Reply.Ok(Page<Due>.Of([.. due], page, pageSize));
    }
}
