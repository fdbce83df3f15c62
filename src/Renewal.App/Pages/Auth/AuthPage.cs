using System.Globalization;
using System.Resources;
using Microsoft.AspNetCore.Components;
using Renewal.App.Auth;
using Renewal.App.Pages.Components;
using Renewal.App.Texts;
using Renewal.Domain;
using Renewal.Features.Accounts;

namespace Renewal.App.Pages.Auth;

/// <summary>What the pages about accounts share: wording, what was typed, and how a refusal is shown and answered.</summary>
public abstract class AuthPage : ComponentBase
{
    private static readonly ResourceManager Texts = UiText.Manager("Accounts");

    [CascadingParameter]
    public HttpContext Http { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    /// <summary>Why the form just sent was not taken, and at which field.</summary>
    protected List<FieldError> Problems { get; } = [];

    protected string? Error => Problems.Count > 0 ? Problems[0].Message : null;

    protected CancellationToken Stopped => Http.RequestAborted;

    protected string Me => Http.User.Identity?.Name ?? "";

    /// <summary>An address as the throttle counts it.</summary>
    protected string Address => Http.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>What a try with this account's password is counted under.</summary>
    protected SignInSource Source(string name) => new(Address, DeviceCookie.Of(Http, name));

    protected string? ErrorAt(string field) => Problems.FirstOrDefault(problem => problem.Field == field)?.Message;

    protected static string T(string key) => Texts.GetString(key, CultureInfo.CurrentUICulture) ?? key;

    protected static string T(string key, params object?[] values) => string.Format(CultureInfo.CurrentCulture, T(key), values);

    /// <summary>What stands in a field: what was just typed, else what is on file.</summary>
    protected string Typed(string field, string onFile = "") =>
        Http.Request.HasFormContentType && Http.Request.Form.TryGetValue(field, out var typed) ? typed.ToString() : onFile;

    /// <summary>Whether a box of this form is ticked: as it was sent, else as it stands at first.</summary>
    protected bool Ticked(string form, string field, bool atFirst = true) => Typed("_handler") == form ? Typed(field) == "yes" : atFirst;

    /// <summary>Shows why not. 404 is kept for pages that are not there: the framework answers it with the site's own page.</summary>
    /// <param name="field">The field to mend; null when it is the whole form.</param>
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

    /// <summary>Shows what became of a try to sign in or to confirm with the password, when it failed.</summary>
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
    /// Asks somebody who is signed in for the password again: a desk left open must not be enough for what follows. True when it failed.
    /// </summary>
    protected async Task<bool> UnconfirmedAsync(PasswordSignIn door, string password, string field)
    {
        var attempt = await door.TryAsync(Me, password, Source(Me), Stopped);
        if (attempt is { Account: null, RetryAfter: null }) Refuse(Refusals.PasswordWrong, field: field);
        else Failed(attempt);
        return attempt.Account is null;
    }

    /// <summary>On to another page once something is done, so that reloading does not do it again.</summary>
    protected void GoTo(string url) => Navigation.NavigateTo(LocalUrl.Or(url));

    protected static string Moment(DateTimeOffset instant) =>
        Features.Time.OfficeClock.InOffice(instant).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
