using System.Text.Json.Serialization;
using Renewal.App.Api.Reading;
using Renewal.Domain;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;
using Renewal.Features.Areas;
using Renewal.Features.Portfolio;
using Renewal.Features.Time;

namespace Renewal.App.Api.Areas;

/// <summary>A page of a list.</summary>
internal sealed record Page<T>(
    IReadOnlyList<T> Items, [property: JsonPropertyName("page")] int Number, int PageSize, int Total);

/// <summary>Reading areas: the list, one, and the events of one.</summary>
internal static class AreaReads
{
    public static async Task<ApiResult> ListAsync(HttpContext http, PortfolioQueries portfolio)
    {
        var queries = new QueryReader(http);
        var (moment, filter) = (queries.Moment(), Filter(queries));
        var (page, pageSize) = Paging(queries);
        if (queries.Refusal is { } refusal) return Problems.Of(refusal);
        var found = await portfolio.ListAsync(Caller.Of(http), moment, filter, AreaOrder.Default, page, pageSize, http.RequestAborted);
        return ApiResult.Ok(new Page<AreaSummary>(found.Areas, page, pageSize, found.Total));
    }

    public static async Task<ApiResult> OneAsync(string code, HttpContext http, AreaQueries files)
    {
        var queries = new QueryReader(http);
        var moment = queries.Moment();
        if (queries.Refusal is { } refusal) return Problems.Of(refusal);
        if (await FindAsync(code, http, files, moment) is not { } file) return await MovedOrUnknownAsync(code, "", http, files, moment);
        if (AreaView.Of(file, moment) is not { } view) return Problems.Of(Refusals.AreaUnknown(AreaCodes.Shown(code)));
        return Tagged(http, ETags.Tag(file.Area.Version, moment), () => view);
    }

    public static async Task<ApiResult> EventsAsync(string code, HttpContext http, AreaQueries files)
    {
        var queries = new QueryReader(http);
        var (moment, on) = (queries.Moment(), queries.On);
        if (queries.Refusal is { } refusal) return Problems.Of(refusal);
        if (await FindAsync(code, http, files, moment) is not { } file)
            return await MovedOrUnknownAsync(code, "/events", http, files, moment);
        var lines = await files.HistoryAsync(file, http.RequestAborted);
        return Tagged(
            http, ETags.Tag(file.Area.Version, moment),
            () => on is { } day ? lines.Where(line => line.EffectiveOn <= day).ToList() : lines);
    }

    /// <summary>What a list of areas can be narrowed by.</summary>
    public static AreaFilter Filter(QueryReader queries) => new(
        queries.OneOf("stage", [.. Stage.All.Select(stage => stage.Code), AreaFilter.StageUnknown]),
        queries.OneOf("kind", RenewalKind.All.Select(kind => kind.Code)),
        queries.Text("label"),
        queries.Jurisdiction("jurisdiction"),
        queries.OneOf("light", Lights.All),
        queries.Text("q"),
        queries.OneOf("status", Enum.GetNames<AreaStatus>().Select(name => name.ToLowerInvariant())));

    public static (int Page, int PageSize) Paging(QueryReader queries) =>
        (queries.Number("page", 1, int.MaxValue, 1), queries.Number("pageSize", 1, QueryReader.MostPageSize, QueryReader.DefaultPageSize));

    private static Task<KnownArea?> FindAsync(string code, HttpContext http, AreaQueries files, Moment moment) => AreaCodes.IsPossible(code)
        ? files.FindAsync(code, Caller.Of(http), moment.KnownAt, http.RequestAborted)
        : Task.FromResult<KnownArea?>(null);

    // A link or a printed report may still have a code that was corrected.
    private static async Task<ApiResult> MovedOrUnknownAsync(string code, string rest, HttpContext http, AreaQueries files, Moment moment)
    {
        var today = moment.KnownAt is null && AreaCodes.IsPossible(code)
            ? await files.FindCodeTodayAsync(code, Caller.Of(http), http.RequestAborted) : null;
        return today is null
            ? Problems.Of(Refusals.AreaUnknown(AreaCodes.Shown(code)))
            : new ApiResult(301) { Location = $"/api/areas/{Uri.EscapeDataString(today)}{rest}{http.Request.QueryString}" };
    }

    private static ApiResult Tagged(HttpContext http, string tag, Func<object> body) =>
        ETags.IsKnown(http.Request, tag) ? new ApiResult(304) { ETag = tag } : ApiResult.Ok(body()) with { ETag = tag };
}
