using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Renewal.App.Hosting;
using Renewal.App.Tests.Api;
using Renewal.App.Tests.Auth;
using Renewal.Domain.Access;
using Renewal.Features.Accounts;
using Renewal.Features.Replay;
using Renewal.Features.Time;
using Renewal.Testing;

namespace Renewal.App.Tests.Fuzz;

/// <summary>A sender with a token for the API and a browser for the pages, or with neither.</summary>
public sealed record Sender(string Name, string? Authorization, string? Cookie, IReadOnlyList<PageForm> Forms);

/// <summary>
/// The real host on a database of its own with an account of every role, a few areas, and an import: what requests are aimed at.
/// </summary>
public sealed class FuzzFixture : IAsyncLifetime
{
    public const string Street = "420112001";

    private const string Password = "correct horse battery";

    private static readonly string[] Pages =
    [
        "/areas/new", "/imports/new", "/me", "/accounts", "/areas/fuzz-1", "/areas/fuzz-1/record/progress",
        "/areas/fuzz-1/record/milestone",
        "/areas/fuzz-2/record/plan", "/areas/fuzz-2/record/labels", "/areas/fuzz-2/record/duty", "/areas/fuzz-3/record/obstacle",
        "/areas/fuzz-3/record/opening-position", "/areas/fuzz-3/record/suspension", "/areas/fuzz-1/record/stage",
    ];

    public WebApplication App { get; private set; } = null!;

    public ErrorCapture Trap { get; } = new();

    public IReadOnlyList<Sender> Senders { get; private set; } = [];

    /// <summary>What stands in place of a parameter of a path, when it is to be one that is there.</summary>
    public IReadOnlyDictionary<string, string[]> Known { get; private set; } = new Dictionary<string, string[]>();

    public async ValueTask InitializeAsync()
    {
        App = AppHost.Build(new AppSettings
        {
            ConnectionString = await SharedPostgres.CreateDatabaseAsync("fuzz"),
            Urls = "http://127.0.0.1:0",
            OfficeTime = new FrozenTime(new DateTimeOffset(2026, 6, 30, 9, 0, 0, TimeSpan.FromHours(8))),
        });
        App.Services.GetRequiredService<ILoggerFactory>().AddProvider(Trap);
        await App.EnsureSchemaAsync(CancellationToken.None);
        await App.StartAsync();
        var zhang = await AddAsync("zhang", Role.Officer, Street);
        var director = await AddAsync("director", Role.Manager, "420112");
        var auditor = await AddAsync("auditor", Role.Auditor);
        var admin = await AddAsync("root-admin", Role.Admin);
        var stranger = await AddAsync("li", Role.Officer, "420112004");
        await SeedAsync(zhang);
        Senders =
        [
            new Sender("nobody", null, null, await FormsAsync(new Browser(Home), ["/sign-in"])),
            await SenderAsync("zhang", zhang), await SenderAsync("director", director), await SenderAsync("auditor", auditor),
            await SenderAsync("root-admin", admin), await SenderAsync("li", stranger),
        ];
    }

    public Uri Home => new(App.Urls.First());

    public async Task<bool> ViewsFollowAsync() =>
        (await App.Services.GetRequiredService<ReplayCheck>().RunAsync(null, null, null, CancellationToken.None)).Differences.Count == 0;

    public async ValueTask DisposeAsync()
    {
        Trap.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
    }

    private async Task<Client> AddAsync(string name, Role role, params string[] jurisdictions)
    {
        var accounts = App.Services.GetRequiredService<Accounts>();
        var added = await accounts.AddAsync(name, $"{name}同志", role, jurisdictions, CancellationToken.None);
        Assert.Null((await accounts.UseLinkAsync(added.Value!.Code, "", "", Password, CancellationToken.None)).Refusal);
        var token = await accounts.CreateTokenAsync(name, "script", null, CancellationToken.None);
        return new Client(App, token.Value!.Key);
    }

    private async Task SeedAsync(Client zhang)
    {
        const string Kind = "state-land-expropriation";
        foreach (var code in new[] { "fuzz-1", "fuzz-2", "fuzz-3" })
        {
            var area = new { code, name = $"{code}片", kind = Kind, jurisdiction = Street, openedOn = "2018-01-01" };
            Assert.Equal(201, (await zhang.PostAsync("/api/areas", area)).Status);
        }

        var opening = new { stage = "preparation", asOf = "2018-01-02", source = "台账" };
        Assert.Equal(200, (await zhang.PostAsync("/api/areas/fuzz-1/opening-position", opening)).Status);
        var obstacle = await zhang.PostAsync(
            "/api/areas/fuzz-2/obstacles", new { category = "资金", description = "缺口", raisedOn = "2018-02-01" });
        var import = await zhang.PostAsync(
            $"/api/imports?jurisdiction={Street}&fileName=a.csv", new ByteArrayContent(Samples.Ledger));
        Assert.Equal(201, import.Status);
        Known = new Dictionary<string, string[]>
        {
            ["code"] = ["fuzz-1", "fuzz-2", "fuzz-3"],
            ["kind"] = [Kind, "micro-renovation"],
            ["milestone"] = ["planning-conformity-confirmed", "scope-determined"],
            ["id"] = [import.At("id")!, obstacle.At("area.obstacles.0.id")!, obstacle.At("events.0.id")!],
        };
    }

    private async Task<Sender> SenderAsync(string name, Client client)
    {
        var browser = new Browser(Home);
        var answer = await browser.SubmitAsync("/sign-in", "sign-in", ("name", name), ("password", Password));
        Assert.True((int)answer.StatusCode is 302 or 303, $"{name}: {answer.StatusCode}");
        var forms = await FormsAsync(browser, Pages);
        return new Sender(name, client.Authorization, browser.Cookies.GetCookieHeader(Home), forms);
    }

    private static async Task<IReadOnlyList<PageForm>> FormsAsync(Browser browser, IEnumerable<string> pages)
    {
        var forms = new List<PageForm>();
        foreach (var page in pages)
        {
            var answer = await browser.GetAsync(page);
            if (answer.IsSuccessStatusCode) forms.AddRange(PageForm.Of(page, await answer.Content.ReadAsStringAsync()));
        }

        return forms;
    }
}

/// <summary>Nothing else runs beside it: what is thrown meanwhile must be known to come from here.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FuzzCollection : ICollectionFixture<FuzzFixture>
{
    public const string Name = "fuzz";
}
