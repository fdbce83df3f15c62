using System.Globalization;
using Renewal.Domain.Areas;
using Renewal.Features.Portfolio;

namespace Renewal.App.Pages.Ledger;

/// <summary>What a list of areas was asked for: filter, order and page, all from the address.</summary>
/// <param name="Mark">obstacle or no-milestone: what the overview counts beside stages and lights.</param>
/// <param name="Sort">Key of a column, with a minus sign in front for descending; null for the office's own order.</param>
public sealed record LedgerQuery(AreaFilter Filter, string? Mark, string? Sort, int Page)
{
    public const int PageSize = 50;

    public static LedgerQuery From(HttpContext http)
    {
        string? Asked(string name) => http.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;
        return new LedgerQuery(
            new AreaFilter(Asked("stage"), Asked("kind"), Asked("label"), Asked("jurisdiction"), Asked("light"), Asked("q"),
                Asked("status")),
            Asked("mark"), Asked("sort"),
            int.TryParse(Asked("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Max(1, page) : 1);
    }

    public bool Narrows => Mark is not null || Filter != new AreaFilter();

    public bool Descending => Sort?.StartsWith('-') == true;

    public string? SortKey => Sort?.TrimStart('-');

    /// <summary>The areas asked for, in the order asked for: the list shows a page of them, a file holds them all.</summary>
    public IReadOnlyList<AreaSummary> Of(IEnumerable<PortfolioLine> lines, DateOnly on)
    {
        var areas = PortfolioView.Summaries(lines, on, Filter).Where(area => Mark switch
        {
            "obstacle" => area.OpenObstacles > 0,
            "no-milestone" => HasNoMilestone(area),
            _ => true,
        });
        return LedgerColumn.All.FirstOrDefault(column => column.Key == SortKey) is { } by ? by.Order(areas, Descending) : [.. areas];
    }

    public static bool HasNoMilestone(AreaSummary area) => area.Reached == 0;

    public static readonly string[] Statuses = [.. Enum.GetNames<AreaStatus>().Select(name => name.ToLowerInvariant())];
}
