using Microsoft.Playwright;

namespace Renewal.App.Tests.Pages;

/// <summary>An open browser page that collects errors.</summary>
public sealed class BrowserPage : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    private BrowserPage(IBrowserContext context, IPage page) => (this.context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Console errors and requests to anybody else.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public int Status { get; private set; }

    internal static async Task<BrowserPage> OpenAsync(IBrowserContext context, Uri home)
    {
        var window = new BrowserPage(context, await context.NewPageAsync());
        window.Page.Console += (_, message) =>
        {
            // The browser also says so when a page is asked for that is not there.
            if (message.Type is "error" or "warning" && !message.Text.Contains("status of 4", StringComparison.Ordinal)) window.complaints
                .Add(message.Text);
        };
        window.Page.PageError += (_, error) => window.complaints.Add(error);
        window.Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(home.ToString(), StringComparison.Ordinal) && !request.Url
                .StartsWith("data:", StringComparison.Ordinal))
                window.complaints.Add("asked elsewhere: " + request.Url);
        };
        return window;
    }

    /// <summary>The response body as the server sent it.</summary>
    public string Sent { get; private set; } = "";

    public async Task GoAsync(string path)
    {
        var answer = (await Page.GotoAsync(path))!;
        (Status, Sent) = (answer.Status, await answer.TextAsync());
    }

    public Task<IReadOnlyList<string>> TextsAsync(string selector) => Page.Locator(selector).AllInnerTextsAsync();

    public async Task<string> TextAsync(string selector) => (await Page.Locator(selector).First.InnerTextAsync()).Trim();

    /// <summary>What axe finds, one line each; empty when it finds nothing.</summary>
    public async Task<string> BarriersAsync() => string.Join('\n', await Axe.BarriersAsync(Page));

    public Task<int> OverflowAsync() =>
        Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>For people to look at, when they say where to (RENEWAL_PICTURES).</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("RENEWAL_PICTURES") is not { Length: > 0 } folder) return;
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
