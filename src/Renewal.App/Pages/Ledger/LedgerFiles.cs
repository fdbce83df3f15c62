using Renewal.App.Hosting;
using Renewal.App.Texts;
using Renewal.Features.Exports;
using Renewal.Features.Portfolio;

namespace Renewal.App.Pages.Ledger;

/// <summary>The list as a file, with the filters, order, columns, language and moment of its page.</summary>
internal static class LedgerFiles
{
    private const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapLedgerFiles(this WebApplication app)
    {
        app.MapGet("/areas.csv", async (HttpContext http, PortfolioQueries portfolio) => NoMoment(http) ?? Results.File(
            CsvWriter.Write(await SheetAsync(http, portfolio)), "text/csv; charset=utf-8", NameFor(http) + ".csv")).AsWholeList();
        app.MapGet("/areas.xlsx", async (HttpContext http, PortfolioQueries portfolio) => NoMoment(http) ?? Results.File(
            XlsxWriter.Write(await SheetAsync(http, portfolio)), XlsxType, NameFor(http) + ".xlsx")).AsWholeList();
    }

    private static void AsWholeList(this RouteHandlerBuilder route) => route.ExcludeFromDescription()
        .WithMetadata(new RequestTimeLimitAttribute(120)).RequireRateLimiting(WholeListPolicy.Name);

    // A page says that it shows the present instead; a file would be passed on without that notice.
    private static IResult? NoMoment(HttpContext http) =>
        TimeQuery.From(http).Problems.Count > 0 ? Results.StatusCode(StatusCodes.Status400BadRequest) : null;

    private static async Task<Sheet> SheetAsync(HttpContext http, PortfolioQueries portfolio)
    {
        var moment = TimeQuery.From(http).Moment;
        var asked = LedgerQuery.From(http);
        var areas = (await portfolio.ListAsync(Viewer.Of(http), moment, asked.Filter, asked.Order, 1, null, http.RequestAborted)).Areas;
        // A file is read later, so it states the time instead of "now".
        var known = moment.KnownAt ?? http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return new Sheet(
            PageText.It("nav.areas"), PageText.It("ledger.file-title", UiText.Day(moment.On)),
            PageText.It("ledger.file-note", PageText.It("time.known-then", PageText.Instant(known)), areas.Count),
            // Every row has the day too, so that it stays when rows are copied.
            [.. LedgerColumn.All.Select(column => new SheetColumn(column.Heading, column.Width)),
                new SheetColumn(UiText.Field("asOf"), 13)],
            [.. areas.Select(area => (IReadOnlyList<object?>)[.. LedgerColumn.All.Select(column => column.Value(area)), moment.On])]);
    }

    private static string NameFor(HttpContext http) => $"{PageText.It("nav.areas")}-{TimeQuery.Day(TimeQuery.From(http).Moment.On)}";
}
