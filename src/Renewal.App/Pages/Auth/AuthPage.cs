using System.Globalization;
using System.Resources;
using Microsoft.AspNetCore.Components;
using Renewal.App.Auth;
using Renewal.App.Pages.Components;
using Renewal.App.Texts;
using Renewal.Domain;
using Renewal.Features.Accounts;

namespace Renewal.App.Pages.Auth;

/// <summary>Shared by the account pages: texts, submitted values, and how a refusal is shown.</summary>
public abstract class AuthPage : ComponentBase
{
    private static readonly ResourceManager Texts = UiText.Manager("Accounts");

    [CascadingParameter]
    public HttpContext Http { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    /// <summary>Why the submitted form was refused, and at which field.</summary>
    protected List<FieldError> Problems { get; } = [];

    protected string? Error => Problems.Count > 0 ? Problems[0].Message : null;

    protected CancellationToken Stopped => Http.RequestAborted;

    protected string Me => Http.User.Identity?.Name ?? "";

    /// <summary>The client address for the sign-in throttle.</summary>
    protected string Address => Http.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>The counters of an attempt with this account's password.</summary>
    protected SignInSource Source(string name) => new(Address, DeviceCookie.Of(Http, name));

    protected string? ErrorAt(string field) => Problems.FirstOrDefault(problem => problem.Field == field)?.Message;

    protected static string T(string key) => Texts.GetString(key, CultureInfo.CurrentUICulture) ?? key;

    protected static string T(string key, params object?[] values) => string.Format(CultureInfo.CurrentCulture, T(key), values);

    /// <summary>The value of a field: the submitted one, else the stored one.</summary>
    protected string Typed(string field, string onFile = "") =>
        Http.Request.HasFormContentType && Http.Request.Form.TryGetValue(field, out var typed) ? typed.ToString() : onFile;

    /// <summary>Whether a box is ticked: as submitted, else its default.</summary>
    protected bool Ticked(string form, string field, bool atFirst = true) => Typed("_handler") == form ? Typed(field) == "yes" : atFirst;

    /// <summary>
    /// Shows a refusal. 404 is used for missing pages only, because the framework replaces such a response by its own page.
    /// </summary>
    /// <param name="field">The field to correct; null for the whole form.</param>
    protected void Refuse(Refusal refusal, int? status = null, string? field = null)
    {
        Problems.Add(new FieldError(field, UiText.Of(refusal)));
        Http.Response.StatusCode = status ?? refusal.Kind switch
        {
            RefusalKind.Rule => StatusCodes.Status409Conflict,
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
    }

    /// <summary>Shows a failed sign-in or password confirmation.</summary>
    protected bool Failed(SignInAttempt attempt)
    {
        if (attempt.RetryAfter is { } wait)
        {
            Http.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            Refuse(attempt.Refusal!, StatusCodes.Status429TooManyRequests);
        }
        else if (attempt.Refusal is { } refusal)
        {
            Refuse(refusal, StatusCodes.Status401Unauthorized);
        }
        return attempt.Account is null;
    }

    /// <summary>
    /// Checks the password of the signed-in user again, because an unattended session must not be enough. True when it failed.
    /// </summary>
    protected async Task<bool> UnconfirmedAsync(PasswordSignIn signIn, string password, string field)
    {
        var attempt = await signIn.TryAsync(Me, password, Source(Me), Stopped);
        if (attempt is { Account: null, RetryAfter: null }) Refuse(Refusals.PasswordWrong, field: field);
        else Failed(attempt);
        return attempt.Account is null;
    }

    /// <summary>Redirects after a successful post, so that reloading does not repeat it.</summary>
    protected void GoTo(string url) => Navigation.NavigateTo(LocalUrl.Or(url));

    protected static string Moment(DateTimeOffset instant) =>
        Features.Time.OfficeClock.InOffice(instant).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
