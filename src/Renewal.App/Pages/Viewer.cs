using Renewal.App.Auth;
using Renewal.Domain.Access;

namespace Renewal.App.Pages;

/// <summary>The signed-in reader of a page.</summary>
public static class Viewer
{
    /// <summary>The signed-in actor; pages with data require one.</summary>
    public static Actor Of(HttpContext http) =>
        Find(http) ?? throw new InvalidOperationException("This page is only for people who are signed in.");

    /// <summary>Null on the pages that come before signing in.</summary>
    public static Actor? Find(HttpContext http) => CurrentActor.From(http);

    public static string NameOf(HttpContext http) => CurrentActor.DisplayName(http.User) ?? http.User.Identity?.Name ?? "";
}
