using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Renewal.App.Hosting;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Features.Areas;
using Renewal.Features.Imports;
using Renewal.Features.Store;
using Renewal.Features.Time;
using Renewal.Testing;
using Wolverine;

namespace Renewal.App.Tests.Pages;

/// <summary>The page tests share one host and run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class PagesCollection : ICollectionFixture<PagesFixture>
{
    public const string Name = "site";
}

/// <summary>
/// The running program with the thirteen areas of the sample ledger and a few weeks of work on them, and a browser to look at it. One
/// for all tests of the collection: they only read.
/// </summary>
public sealed class PagesFixture(PostgresFixture postgres) : IAsyncLifetime
{
    public static readonly DateTimeOffset Now = new(2021, 1, 15, 9, 0, 0, TimeSpan.FromHours(8));

    private static readonly Actor Director = new("demo-manager", Role.Manager, ["420112"]);

    private readonly Dictionary<string, string> signedIn = [];
    private readonly SemaphoreSlim oneByOne = new(1);
    private WebApplication app = null!;
    private Chromium browser = null!;

    public Uri Home { get; private set; } = null!;

    /// <summary>After the ledger was imported, before anything else was recorded.</summary>
    public DateTimeOffset AfterLedger { get; private set; }

    public async ValueTask InitializeAsync()
    {
        app = AppHost.Build(new AppSettings
        {
            ConnectionString = await postgres.CreateDatabaseAsync("site"),
            Urls = "http://127.0.0.1:0",
            OfficeTime = new FrozenTime(Now),
            Demo = true,
        });
        await app.EnsureSchemaAsync(CancellationToken.None);
        await app.StartAsync();
        Home = new Uri(app.Urls.First());
        await TakeLedgerInAsync();
        await WorkAsync();
        browser = await Chromium.LaunchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        await app.ReplayAndStopAsync();
        oneByOne.Dispose();
    }

    /// <summary>Opens a page, signed in with a demo role.</summary>
    public async Task<BrowserPage> OpenAsync(string path, string? role = "manager", int width = 1280, bool scripts = true,
        string language = "zh-CN")
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Home.ToString(),
            StorageState = role is null ? null : await SignedInAsync(role),
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            JavaScriptEnabled = scripts,
            Locale = language,
        });
        var window = await BrowserPage.OpenAsync(context, Home);
        await window.GoAsync(path);
        return window;
    }

    private async Task<string> SignedInAsync(string role)
    {
        await oneByOne.WaitAsync();
        try
        {
            if (signedIn.TryGetValue(role, out var known)) return known;
            await using var context = await browser
                .NewContextAsync(new BrowserNewContextOptions { BaseURL = Home.ToString(), Locale = "zh-CN" });
            var page = await context.NewPageAsync();
            await page.GotoAsync("/sign-in");
            await page.ClickAsync($"button[name=role][value={role}]");
            // Waits for an element of signed-in pages, because the load event may already have passed.
            await page.Locator("header nav").WaitForAsync();
            return signedIn[role] = await context.StorageStateAsync();
        }
        finally
        {
            oneByOne.Release();
        }
    }

    private async Task TakeLedgerInAsync()
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Samples", "wujiashan-ledger.csv"));
        foreach (var row in LedgerReader.Read(bytes, "wujiashan-ledger.csv", null, CancellationToken.None).Ledger!.Rows)
        {
            await FileAsync(new RegisterArea(row.Code!, row.Name, row.Kind!, "420112001", row.AsOf!.Value) { Labels = [.. row.Labels] });
            await FileAsync(new TakeOpeningPosition(row.Code!, row.Stage!, row.AsOf!.Value, row.Source!) { Note = row.Progress });
        }

        // Imports the file too, so that there is an import to show; it changes nothing.
        await using var scope = app.Services.CreateAsyncScope();
        var imports = scope.ServiceProvider.GetRequiredService<LedgerImports>();
        var by = new Provenance(new Actor("demo-officer", Role.Officer, ["420112001"]), Via.Import);
        var read = await imports.PreviewAsync(bytes, "wujiashan-ledger.csv", null, "420112001", by, CancellationToken.None);
        await imports.AcceptAsync(read.Id, by, CancellationToken.None);

        await Task.Delay(20);
        AfterLedger = TimeProvider.System.GetUtcNow();
        await Task.Delay(20);
    }

    // Enough for one late area, one at risk, running clocks, an obstacle and something to compare.
    private async Task WorkAsync()
    {
        var conforms = new RecordMilestone("wujiashancun", "planning-conformity-confirmed", new(2021, 1, 4));
        await FileAsync(conforms with { DocumentNumber = "东规函〔2021〕1号" });
        await FileAsync(new RecordMilestone("wujiashancun", "scope-determined", new(2021, 1, 5)));
        await FileAsync(new RecordMilestone("wujiashancun", "procedures-suspended", new(2021, 1, 6)));
        await FileAsync(new SetPlan("wujiashancun",
            [new("households-surveyed", new(2021, 1, 10), "planned"), new("plan-drafted", new(2021, 2, 5), "planned")]));
        await FileAsync(new RaiseObstacle("qixionglu-xi", "资金", "补偿资金尚有缺口", new(2021, 1, 8)));
        await FileAsync(new SuspendArea("gongluju", new(2021, 1, 7), "等待上级批复", null));
    }

    private async Task FileAsync(AreaCommand command)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var answer = await scope.ServiceProvider.GetRequiredService<IMessageBus>()
            .InvokeAsync<CommandResult>(new AreaCommandEnvelope(command, new Provenance(Director, Via.Web)));
        if (answer.Refusal is { } refusal) throw new InvalidOperationException($"{command}: {refusal.Code}");
    }
}
