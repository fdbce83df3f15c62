using System.Globalization;
using Renewal.App.Texts;
using Renewal.Domain.Areas;
using Renewal.Features.Portfolio;

namespace Renewal.App.Pages.Ledger;

/// <summary>Filter, order and page of a list, read from the address.</summary>
/// <param name="Sort">Key of a column, with a minus sign in front for descending; null for the default order.</param>
public sealed record LedgerQuery(AreaFilter Filter, string? Sort, int Page)
{
    public const int PageSize = 50;

    public static LedgerQuery From(HttpContext http)
    {
        string? Asked(string name) => http.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;
        return new LedgerQuery(
            new AreaFilter(Asked("stage"), Asked("kind"), Asked("label"), Asked("jurisdiction"), Asked("light"), Asked("q"),
                Asked("status"), Marks.Contains(Asked("mark")) ? Asked("mark") : null),
            Asked("sort"),
            int.TryParse(Asked("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Max(1, page) : 1);
    }

    public bool Narrows => Filter != new AreaFilter();

    public bool Descending => Sort?.StartsWith('-') == true;

    public string? SortKey => Sort?.TrimStart('-');

    /// <summary>The requested order; the page shows a part, a file all of it.</summary>
    public AreaOrder Order => LedgerColumn.All.FirstOrDefault(column => column.Key == SortKey) is { } by
        ? new AreaOrder(by.Sort, Descending, by.Sort == AreaSort.NextMilestone ? UiText.MilestonesByName : null)
        : AreaOrder.Default;

    /// <summary>What the overview counts beside stages and lights.</summary>
    public static readonly string[] Marks =
    [
        AreaFilter.WithObstacle, AreaFilter.WithContradiction, AreaFilter.BasicallyFinished, AreaFilter.WithoutMilestone,
    ];

    public static readonly string[] Statuses = [.. Enum.GetNames<AreaStatus>().Select(name => name.ToLowerInvariant())];
}
