using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Renewal.App.Hosting;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Features.Areas;
using Renewal.Features.Store;
using Renewal.Features.Time;
using Renewal.Testing;
using Wolverine;

namespace Renewal.App.Tests.Pages.Areas;

/// <summary>A host with a real database and a real Chromium.</summary>
public sealed class FormPagesFixture : IAsyncLifetime
{
    public const string Street = "420112001";

    public static readonly Actor Zhang = new("zhang", Role.Officer, [Street]);
    public static readonly Actor Director = new("director", Role.Manager, ["420112"]);
    public static readonly DateTimeOffset Now = new(2026, 6, 30, 9, 0, 0, TimeSpan.FromHours(8));

    private Chromium? browser;

    public WebApplication App { get; private set; } = null!;

    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        App = AppHost.Build(new AppSettings
        {
            ConnectionString = await SharedPostgres.CreateDatabaseAsync("pages"),
            Urls = "http://127.0.0.1:0",
            Demo = true,
            OfficeTime = new FrozenTime(Now),
        });
        await App.EnsureSchemaAsync(CancellationToken.None);
        await App.StartAsync();
        Address = App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        // Two cores run a database, a server and a browser, so the time-outs are long.
        Assertions.SetDefaultExpectTimeout(20_000);
        browser = await Chromium.LaunchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        await App.ReplayAndStopAsync();
    }

    /// <summary>A new browser, signed in with a role.</summary>
    public async Task<IPage> SignInAsync(string role = "officer", bool phone = false, bool scripts = true, string locale = "zh-CN")
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address,
            Locale = locale,
            JavaScriptEnabled = scripts,
            ViewportSize = phone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1280, Height = 900 },
        });
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in?returnUrl=%2Fareas%2Fnew");
        await page.ClickAsync($"button[name=role][value={role}]");
        // Waits for an element of signed-in pages, because the load event may already have passed.
        await page.Locator("header nav").WaitForAsync();
        return page;
    }

    /// <summary>Sends a command without a browser; it must be accepted.</summary>
    public async Task<CommandResult> FileAsync(AreaCommand command, Actor? actor = null)
    {
        // With the current version.
        long? seen = command.NeedsVersion ? (await AreaAsync(command.Code)).Version : null;
        await using var scope = App.Services.CreateAsyncScope();
        var answer = await scope.ServiceProvider.GetRequiredService<IMessageBus>()
            .InvokeAsync<CommandResult>(new AreaCommandEnvelope(command, new Provenance(actor ?? Zhang, Via.Api), seen));
        Assert.Null(answer.Refusal);
        return answer;
    }

    public async Task<Area> AreaAsync(string code) =>
        (await App.Services.GetRequiredService<AreaQueries>().FindAsync(code, Director, null, TestContext.Current.CancellationToken))!.Area;

    /// <summary>An area of state land in preparation, opened at the beginning of 2026.</summary>
    public Task<CommandResult> RegisterAsync(string code, string name = "东流港片") =>
        FileAsync(new RegisterArea(code, name, "state-land-expropriation", Street, new DateOnly(2026, 1, 1)));

    /// <summary>Records milestones one after the other.</summary>
    public async Task ReachAsync(string code, params (string Milestone, DateOnly On)[] reached)
    {
        foreach (var (milestone, on) in reached) await FileAsync(new RecordMilestone(code, milestone, on));
    }

    /// <summary>No accessibility findings, and no horizontal scrolling.</summary>
    public static async Task LooksSoundAsync(IPage page, bool axe = true)
    {
        // The checker is a script itself, and cannot look where none run.
        if (!axe) return;
        var found = await Axe.BarriersAsync(page);
        Assert.True(found.Count == 0, $"{page.Url}: {string.Join('\n', found)}");
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{page.Url} scrolls sideways");
    }

    /// <summary>Every button and field is at least 44 pixels high for touch. Fails too without the style sheet.</summary>
    public static async Task FitsFingersAsync(IPage page) => Assert.Empty(await page.EvaluateAsync<string[]>(
        "[...document.querySelectorAll('main button, main a.button, '"
        + "+ 'main input:not([type=hidden], [type=checkbox], [type=radio]), main select')]"
        + ".filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML.slice(0, 120))"));

    /// <summary>A picture for people, when RENEWAL_PICTURES names a folder.</summary>
    public static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("RENEWAL_PICTURES") is not { Length: > 0 } folder) return;
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}

[CollectionDefinition("bureau")]
public sealed class FormPagesCollection : ICollectionFixture<FormPagesFixture>;
