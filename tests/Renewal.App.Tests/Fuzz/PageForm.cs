using System.Net;
using System.Text.RegularExpressions;

namespace Renewal.App.Tests.Fuzz;

/// <summary>A form as it stands in a page, with what is filled in and what is hidden.</summary>
public sealed partial record PageForm(string Page, string Action, IReadOnlyList<(string Name, string Value)> Fields)
{
    /// <summary>All forms of a page that change something, less the one that would end the session.</summary>
    public static IEnumerable<PageForm> Of(string page, string markup)
    {
        foreach (var form in Forms().Matches(markup).Select(match => match.Value))
        {
            var head = form[..(form.IndexOf('>', StringComparison.Ordinal) + 1)];
            var action = Attribute("action", head) is { Length: > 0 } given ? given : page;
            if (!head.Contains("post", StringComparison.OrdinalIgnoreCase) || action == "/sign-out") continue;
            var fields = Inputs().Matches(form).Select(input => (Attribute("name", input.Value), Attribute("value", input.Value)))
                .Where(field => field.Item1.Length > 0).ToList();
            yield return new PageForm(page, action, fields);
        }
    }

    private static string Attribute(string name, string tag) =>
        WebUtility.HtmlDecode(Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<(input|select|textarea|button)[^>]*>")]
    private static partial Regex Inputs();
}
