using Microsoft.AspNetCore.Http.Extensions;

namespace Renewal.App.Pages;

/// <summary>The address of the current page with changed query parameters.</summary>
public static class PageUrl
{
    /// <summary>Null or empty removes a parameter; the others stay. A change goes back to the first page.</summary>
    public static string With(HttpContext http, params (string Name, string? Value)[] changes)
    {
        var asked = Questions(http).Where(q => q.Name != "page" && changes.All(c => c.Name != q.Name))
            .Concat(changes.Where(c => !string.IsNullOrEmpty(c.Value)).Select(c => (c.Name, c.Value!)));
        return http.Request.Path + new QueryBuilder(asked.Select(q => KeyValuePair.Create(q.Item1, q.Item2))).ToQueryString();
    }

    /// <summary>All non-empty query parameters.</summary>
    public static IEnumerable<(string Name, string Value)> Questions(HttpContext http) =>
        http.Request.Query.Select(q => (q.Key, q.Value.ToString())).Where(q => q.Item2.Length > 0);
}
