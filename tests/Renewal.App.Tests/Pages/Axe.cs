using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Renewal.App.Tests.Pages;

/// <summary>
/// The accessibility checker axe, run within the page itself. Deque's package for Playwright runs it in a second page of its own, for the
/// sake of frames: that took four times as long, and our pages have no frames.
/// </summary>
internal static class Axe
{
    private const string Look =
        """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(
            found => `${found.id}: ${found.help}: ${found.nodes.slice(0, 4).map(node => node.html).join(' | ')}`)
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What axe finds, one line each; empty when it finds nothing.</summary>
    public static async Task<IReadOnlyList<string>> BarriersAsync(IPage page)
    {
        Assert.Equal(0, await page.EvaluateAsync<int>("document.querySelectorAll('iframe, frame, object, embed').length"));
        await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(Look);
    }
}
