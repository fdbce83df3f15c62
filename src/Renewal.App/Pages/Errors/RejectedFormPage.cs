using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Renewal.App.Pages.Recording;

namespace Renewal.App.Pages.Errors;

/// <summary>
/// What somebody typed into a form that was turned away before its page saw it, after signing out in another window, say. Shown with
/// the refusal, so that it can be copied; the browser's way back does not always bring it.
/// </summary>
internal static class RejectedFormPage
{
    // Whoever is not signed in may send anything: a form filled in by hand is shorter than this.
    private const int MostBytes = 256 * 1024;

    public static async Task<IReadOnlyList<(string Label, string Text)>> ReadAsync(HttpContext http)
    {
        if (http.Response.StatusCode is not (StatusCodes.Status400BadRequest or StatusCodes.Status401Unauthorized)
            || !HttpMethods.IsPost(http.Request.Method) || !http.Request.Path.StartsWithSegments("/areas")) return [];
        // A form with a false token is kept from everybody; here it is only shown back to the one who sent it.
        http.Features.Set<IAntiforgeryValidationFeature>(null);
        if (!http.Request.HasFormContentType) return [];
        try
        {
            var form = http.Features.Get<IFormFeature>()?.Form
                ?? (http.Request.ContentLength <= MostBytes ? await http.Request.ReadFormAsync(http.RequestAborted) : null);
            return form is null ? [] : [.. form.Where(IsTyped).Select(pair => (FormText.Label(pair.Key), pair.Value.ToString()))];
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException)
        {
            return [];
        }
    }

    // Not what the page itself put in, and nothing that says no more than that a box was ticked.
    private static bool IsTyped(KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues> pair) =>
        !pair.Key.StartsWith('_') && pair.Key is not ("version" or "again" or "how")
        && !pair.Key.StartsWith("grade:", StringComparison.Ordinal) && pair.Value.ToString() is { Length: > 0 } and not "yes";
}
