using Renewal.App.Auth;
using Renewal.Domain.Access;

namespace Renewal.App.Api;

/// <summary>The authenticated caller. The only place where the API reads it.</summary>
internal static class Caller
{
    /// <summary>The actor. Routes of the API require authentication.</summary>
    public static Actor Of(HttpContext http) =>
        CurrentActor.From(http) ?? throw new InvalidOperationException("A route of the API was reached without signing in.");
}
