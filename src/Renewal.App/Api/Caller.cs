using Renewal.App.Auth;
using Renewal.Domain.Access;

namespace Renewal.App.Api;

/// <summary>Who is asking, as sign-in has found out. The one place where the API touches it.</summary>
internal static class Caller
{
    /// <summary>Who asks. Sign-in lets nobody else through to a route of the API.</summary>
    public static Actor Of(HttpContext http) =>
        CurrentActor.From(http) ?? throw new InvalidOperationException("A route of the API was reached without signing in.");
}
