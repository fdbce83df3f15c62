using System.Collections;
using Microsoft.Playwright;
using Renewal.Testing.Browsers;

namespace Renewal.App.Tests.Pages;

/// <summary>The browser of the page tests. Which one it is: see docs/guides/browser-for-tests.md.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // Several fixtures start one each; finding or fetching it happens once.
    private static readonly Lazy<Task<TestBrowser>> Shared = new(async () =>
    {
        using var playwright = await Playwright.CreateAsync();
        return await FindAsync(new BrowserOptions(), playwright);
    });

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    public static async Task<Chromium> LaunchAsync() => await LaunchAsync(await Shared.Value);

    public static async Task<Chromium> LaunchAsync(TestBrowser found)
    {
        var playwright = await Playwright.CreateAsync();
        // Given here, variables replace those of this process.
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
        foreach (var (name, value) in found.Environment) variables[name] = value;
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = found.Program,
            Env = variables,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-component-update",
                "--disable-sync"],
        }));
    }

    /// <summary>Finds a browser, with Playwright's own as the last way.</summary>
    public static async Task<TestBrowser> FindAsync(BrowserOptions options, IPlaywright playwright)
    {
        var found = await TestBrowser.FindAsync(options with
        {
            Downloaded = options.UseInstalled ? playwright.Chromium.ExecutablePath : null,
            Download = options.Download ?? (cancellation => DownloadAsync(playwright, cancellation)),
        }, CancellationToken.None);
        await Console.Error.WriteLineAsync($"Page tests use {found.Origin}");
        return found;
    }

    /// <summary>A new browser context without cookies.</summary>
    public Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options) => browser.NewContextAsync(options);

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private static async Task<string?> DownloadAsync(IPlaywright playwright, CancellationToken cancellation)
    {
        var run = Task.Run(() => Microsoft.Playwright.Program.Main(["install", "chromium"]), cancellation);
        var code = await run.WaitAsync(Patience, cancellation);
        return code == 0 && File.Exists(playwright.Chromium.ExecutablePath) ? playwright.Chromium.ExecutablePath : null;
    }
}
