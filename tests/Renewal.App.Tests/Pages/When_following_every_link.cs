using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Renewal.App.Tests.Pages;

/// <summary>Follows all links of a role without scripts: no page fails, and no link leads to a refusal.</summary>
[Collection(PagesCollection.Name)]
public sealed partial class When_following_every_link(PagesFixture pages)
{
    // Enough of each kind of page; ten areas look like three.
    private const int OfEachShape = 4;

    [Theory]
    [InlineData("officer", "zh-CN", true)]
    [InlineData("manager", "en", true)]
    [InlineData("auditor", "zh-CN", false)]
    [InlineData("admin", "en", false)]
    public async Task it_leads_somewhere(string role, string language, bool records)
    {
        await using var window = await pages.OpenAsync("/", role, scripts: false, language: language);
        var (wrong, seen, shapes) = (new List<string>(), new HashSet<string>(), new Dictionary<string, int>());
        var product = language == "en" ? " - Renewal</title>" : " - 片区更新台账</title>";
        var asked = new APIRequestContextOptions { Headers = new Dictionary<string, string> { ["Accept-Language"] = language } };
        var ahead = new Queue<(string Path, string From)>([("/", "-")]);
        while (ahead.TryDequeue(out var next))
        {
            var shape = Shape(next.Path);
            if (!seen.Add(next.Path) || (shapes[shape] = shapes.GetValueOrDefault(shape) + 1) > OfEachShape) continue;
            var answer = await window.Page.APIRequest.GetAsync(new Uri(pages.Home, next.Path).ToString(), asked);
            if (answer.Status != 200) wrong.Add($"{answer.Status} {next.Path} from {next.From}");
            if (!answer.Headers["content-type"].StartsWith("text/html", StringComparison.Ordinal) || next.Path == "/scalar") continue;
            var page = await answer.TextAsync();
            if (!WebUtility.HtmlDecode(page).Contains(product, StringComparison.Ordinal)) wrong.Add($"title of {next.Path}");
            foreach (var link in Links().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)))
                ahead.Enqueue((link, next.Path));
        }

        Assert.Empty(wrong);
        Assert.InRange(shapes.Count, 15, 100);
        // Only roles that record see links to forms.
        string[] forms = ["/areas/new", "/imports/new", "/areas/:/record/progress"];
        Assert.All(forms, form => Assert.Equal(records, shapes.ContainsKey(form)));
        Assert.Contains("/imports/:", shapes.Keys);
    }

    // The names of what is asked, without the values and without the moment.
    private static string Shape(string path)
    {
        var (place, asked) = path.Split('?') is [var p, var q] ? (p, q) : (path, "");
        var names = asked.Split('&').Select(pair => pair.Split('=')[0]).Where(name => name is not ("" or "on" or "knownAt")).Order();
        return Codes().Replace(place, "/$1/:") + string.Concat(names.Select(name => "+" + name));
    }

    [GeneratedRegex("<a [^>]*href=\"(/[^\"#]*)")]
    private static partial Regex Links();

    [GeneratedRegex("/(areas|imports|accounts|catalogue|history)/(?!new\\b)(?!history\\b)[^/]+")]
    private static partial Regex Codes();
}
