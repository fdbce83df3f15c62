using System.Globalization;
using System.Resources;
using Microsoft.AspNetCore.Components;
using Renewal.App.Auth;
using Renewal.App.Texts;
using Renewal.Domain;

namespace Renewal.App.Pages.Auth;

/// <summary>What the pages about accounts share: wording, what was typed, and how a refusal is shown and answered.</summary>
public abstract class AuthPage : ComponentBase
{
    private static readonly ResourceManager Texts = Words.Manager("Accounts");

    [CascadingParameter]
    public HttpContext Http { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    /// <summary>Why the form just sent was not taken.</summary>
    protected string? Error { get; private set; }

    protected CancellationToken Stopped => Http.RequestAborted;

    protected string Me => Http.User.Identity?.Name ?? "";

    /// <summary>An address as the throttle counts it.</summary>
    protected string Address => Http.Connection.RemoteIpAddress?.ToString() ?? "";

    protected static string T(string key) => Texts.GetString(key, CultureInfo.CurrentUICulture) ?? key;

    protected static string T(string key, params object?[] values) => string.Format(CultureInfo.CurrentCulture, T(key), values);

    /// <summary>What stands in a field: what was just typed, else what is on file.</summary>
    protected string Typed(string field, string onFile = "") =>
        Http.Request.HasFormContentType && Http.Request.Form.TryGetValue(field, out var typed) ? typed.ToString() : onFile;

    /// <summary>Shows why not. 404 is kept for pages that are not there: the framework answers it with the site's own page.</summary>
    protected void Refuse(Refusal refusal, int? status = null)
    {
        Error = Words.Of(refusal);
        Http.Response.StatusCode = status ?? refusal.Kind switch
        {
            RefusalKind.Rule => StatusCodes.Status409Conflict,
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
    }

    /// <summary>Shows what became of a try to sign in or to confirm with the password, when it failed.</summary>
    protected bool Failed(Renewal.Features.Accounts.SignInTry attempt)
    {
        if (attempt.RetryAfter is { } wait)
        {
            Http.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            Refuse(Api.ApiRefusals.RateExceeded, StatusCodes.Status429TooManyRequests);
        }
        else if (attempt.Refusal is { } refusal)
        {
            Refuse(refusal, StatusCodes.Status401Unauthorized);
        }
        return attempt.Account is null;
    }

    /// <summary>On to another page once something is done, so that reloading does not do it again.</summary>
    protected void GoTo(string url) => Navigation.NavigateTo(LocalUrl.Or(url));

    protected static string Moment(DateTimeOffset instant) =>
        Features.Time.OfficeClock.InOffice(instant).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
