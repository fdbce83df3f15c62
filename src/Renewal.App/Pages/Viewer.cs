using Renewal.Domain.Access;

namespace Renewal.App.Pages;

/// <summary>Who looks at a page.</summary>
public static class Viewer
{
    // Stands in until signing in is part of the host.
    private static readonly Actor Reader = new("auditor", Role.Auditor, ["42"]);

    /// <summary>The one who is signed in.</summary>
    public static Actor Of(HttpContext http) => Reader;

    public static string NameOf(HttpContext http) => Of(http).Account;
}
