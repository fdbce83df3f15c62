using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Renewal.App.Pages.Recording;

namespace Renewal.App.Pages.Errors;

/// <summary>
/// The values of a form that was refused before its page ran, for example after signing out in another window. Shown with the refusal
/// for copying, because the browser's back button does not always restore them.
/// </summary>
internal static class RejectedFormPage
{
    // Limits what anonymous clients can send: a form filled in by hand is shorter.
    private const int MostBytes = 256 * 1024;

    public static async Task<IReadOnlyList<(string Label, string Text)>> ReadAsync(HttpContext http)
    {
        if (http.Response.StatusCode is not (StatusCodes.Status400BadRequest or StatusCodes.Status401Unauthorized)
            || !HttpMethods.IsPost(http.Request.Method) || !http.Request.Path.StartsWithSegments("/areas")) return [];
        // A form with an invalid token is not processed, only shown back to its sender.
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

    // Without hidden fields and check boxes.
    private static bool IsTyped(KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues> pair) =>
        !pair.Key.StartsWith('_') && pair.Key is not ("version" or "again" or "how")
        && !pair.Key.StartsWith("grade:", StringComparison.Ordinal) && pair.Value.ToString() is { Length: > 0 } and not "yes";
}
