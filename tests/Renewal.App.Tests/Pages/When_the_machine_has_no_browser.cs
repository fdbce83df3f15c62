using System.Text.Json;
using Microsoft.Playwright;
using Renewal.Postgres;
using Renewal.Testing.Browsers;

namespace Renewal.App.Tests.Pages;

/// <summary>Page tests download a browser and fonts, as store tests start a database.</summary>
public sealed class When_the_machine_has_no_browser : IDisposable
{
    private readonly string cache = Directory.CreateTempSubdirectory("renewal-browser").FullName;

    private BrowserOptions Bare => new()
    {
        Named = null,
        UseInstalled = false,
        CacheFolder = cache,
        Download = _ => Task.FromResult<string?>(null),
    };

    [Fact]
    public async Task npm_delivers_one_that_draws_chinese_and_the_next_run_needs_no_network()
    {
        // Every build machine has npm and is one the package is for. Without either a browser has to be installed.
        var needed = Environment.GetEnvironmentVariable("CI") is { Length: > 0 };
        if (!needed && (BrowserPackage.ForThisMachine() is null || PackageSource.FindNpm() is null))
        {
            await Assert.ThrowsAsync<BrowserUnavailableException>(() => TestBrowser.FindAsync(Bare, CancellationToken.None));
            return;
        }

        await DrawsAsync(await TestBrowser.FindAsync(Bare, CancellationToken.None));
        await DrawsAsync(await TestBrowser.FindAsync(Bare with { AllowDownload = false }, CancellationToken.None));
        // Two packages, and nothing half unpacked beside them.
        Assert.Equal(2, Directory.EnumerateFileSystemEntries(cache).Count());
    }

    [Fact]
    public async Task the_named_one_comes_first_and_a_download_of_playwrights_last()
    {
        var (kept, downloaded) = (Path.Combine(cache, "kept"), Path.Combine(cache, "downloaded"));
        foreach (var file in new[] { kept, downloaded }) await File.WriteAllTextAsync(file, "a browser");
        var bare = Bare with { Package = null, Download = _ => Task.FromResult<string?>(downloaded) };

        Assert.Equal(downloaded, (await TestBrowser.ProgramAsync(bare, CancellationToken.None)).Program);
        Assert.Equal(kept, (await TestBrowser.ProgramAsync(bare with { Downloaded = kept }, CancellationToken.None)).Program);
        var named = bare with { Downloaded = kept, Named = Path.Combine(cache, "named") };
        var refused = await Assert.ThrowsAsync<BrowserUnavailableException>(() => TestBrowser.ProgramAsync(named, CancellationToken.None));
        Assert.Contains(named.Named!, refused.Message, StringComparison.Ordinal);
        await File.WriteAllTextAsync(named.Named!, "a browser");
        Assert.Equal(named.Named, (await TestBrowser.ProgramAsync(named, CancellationToken.None)).Program);
    }

    [Fact]
    public async Task without_any_way_the_message_has_the_one_command_that_helps()
    {
        var none = await Assert.ThrowsAsync<BrowserUnavailableException>(
            () => TestBrowser.FindAsync(Bare with { AllowDownload = false }, CancellationToken.None));

        Assert.Matches("Run: (apt-get install -y|dnf install -y|brew install|winget install) ?.*[cC]hrom", none.Message);
    }

    [Fact]
    public async Task a_package_other_than_the_tested_one_is_refused()
    {
        var file = Path.Combine(cache, "package.tgz");
        await File.WriteAllTextAsync(file, "somebody else's");
        var pinned = new NpmPackage("renewal-none", "1.0.0", "sha512-AAAA", (_, _, _) => Task.CompletedTask);

        var refused = await Assert.ThrowsAsync<BrowserUnavailableException>(() => pinned.CheckAsync(file, CancellationToken.None));

        Assert.Contains("sha512-AAAA", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(cache, recursive: true);

    private static async Task DrawsAsync(TestBrowser found)
    {
        await using var browser = await Chromium.LaunchAsync(found);
        var context = await browser.NewContextAsync(new BrowserNewContextOptions());
        var page = await context.NewPageAsync();
        await page.SetContentAsync("<button onclick=\"this.textContent='已记录'\" style='font-family: sans-serif'>片区更新台账</button>");
        await page.ClickAsync("button");
        Assert.Equal("已记录", await page.TextContentAsync("button"));

        // Which font the letters were really drawn with: without one each would be an empty box.
        var tools = await context.NewCDPSessionAsync(page);
        var root = await tools.SendAsync("DOM.getDocument");
        await tools.SendAsync("CSS.enable");
        var node = await tools.SendAsync("DOM.querySelector", new Dictionary<string, object>
        {
            ["nodeId"] = root!.Value.GetProperty("root").GetProperty("nodeId").GetInt32(),
            ["selector"] = "button",
        });
        var fonts = await tools.SendAsync("CSS.getPlatformFontsForNode", new Dictionary<string, object>
        {
            ["nodeId"] = node!.Value.GetProperty("nodeId").GetInt32(),
        });
        var names = fonts!.Value.GetProperty("fonts").EnumerateArray().Select(Family);
        Assert.All(names, name => Assert.Contains("Noto Sans", name, StringComparison.Ordinal));
        Assert.NotEmpty(names);
        static string Family(JsonElement font) => font.GetProperty("familyName").GetString()!;
    }
}
