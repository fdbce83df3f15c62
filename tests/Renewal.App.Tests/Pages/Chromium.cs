using Microsoft.Playwright;

namespace Renewal.App.Tests.Pages;

/// <summary>The browser that the page specs look through: one that is installed, never one downloaded.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable",
            "/usr/bin/microsoft-edge"];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    public static async Task<Chromium> LaunchAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Find(),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-component-update",
                "--disable-sync"],
        }));
    }

    /// <summary>A window of somebody new, who has no cookies.</summary>
    public Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options) => browser.NewContextAsync(options);

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private static string Find() =>
        Environment.GetEnvironmentVariable("RENEWAL_CHROMIUM") is { Length: > 0 } given
            ? File.Exists(given) ? given : throw new InvalidOperationException($"RENEWAL_CHROMIUM names {given}, which is not there.")
            : Places.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException(
                "The page specs need Chromium, Chrome or Edge: install one (Debian: apt-get install chromium), "
                + "or name it in RENEWAL_CHROMIUM.");
}
