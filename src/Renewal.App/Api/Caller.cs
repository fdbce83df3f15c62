using Renewal.Domain.Access;

namespace Renewal.App.Api;

/// <summary>Who is asking, as sign-in has found out. The one place where the API touches it.</summary>
internal static class Caller
{
    private const string Key = "renewal.caller";

    /// <summary>Null for somebody who has not signed in.</summary>
    public static Actor? Find(HttpContext http) => http.Items[Key] as Actor;

    /// <summary>Who asks, behind the filter that has let nobody else through.</summary>
    public static Actor Of(HttpContext http) => Find(http) ?? throw new InvalidOperationException("No caller behind the sign-in filter.");
}
