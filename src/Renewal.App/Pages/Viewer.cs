using Renewal.App.Auth;
using Renewal.Domain.Access;

namespace Renewal.App.Pages;

/// <summary>Who looks at a page.</summary>
public static class Viewer
{
    /// <summary>The one who is signed in: pages that show this are never reached by anybody else.</summary>
    public static Actor Of(HttpContext http) =>
        CurrentActor.From(http) ?? throw new InvalidOperationException("Only pages for people who are signed in show who they are.");

    public static string NameOf(HttpContext http) => CurrentActor.DisplayName(http.User) ?? Of(http).Account;
}
