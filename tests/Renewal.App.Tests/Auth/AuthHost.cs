using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Renewal.App.Hosting;
using Renewal.Domain.Access;
using Renewal.Features.Accounts;

namespace Renewal.App.Tests.Auth;

/// <summary>A host on a port of its own, with an administrator (root-admin) and an officer (li.na) with passwords.</summary>
public class AuthHost : IAsyncLifetime
{
    public const string Password = "correct horse battery";

    private readonly List<WebApplication> _apps = [];

    public AuthDatabase Database { get; } = new();

    public CapturedLog Log { get; } = new();

    public WebApplication App { get; private set; } = null!;

    public Features.Accounts.Accounts Accounts => App.Services.GetRequiredService<Features.Accounts.Accounts>();

    protected virtual bool Demo => false;

    protected virtual bool Peopled => true;

    public async ValueTask InitializeAsync()
    {
        await Database.CreateAsync();
        App = await StartAsync(Demo);
        if (!Peopled) return;
        await AddAsync("root-admin", Role.Admin);
        await AddAsync("li.na", Role.Officer, "420112001");
    }

    /// <summary>Another process on the same database.</summary>
    public async Task<WebApplication> StartAsync(bool demo, string? proxies = null, string? publicUrl = null)
    {
        // Configuration is read while the host is built; classes here do not run side by side.
        Environment.SetEnvironmentVariable("Renewal__Proxies", proxies);
        Environment.SetEnvironmentVariable("RENEWAL_PUBLIC_URL", publicUrl);
        var app = AppHost.Build(new AppSettings
        {
            ConnectionString = Database.ConnectionString,
            Urls = "http://127.0.0.1:0",
            Demo = demo,
        });
        Environment.SetEnvironmentVariable("Renewal__Proxies", null);
        Environment.SetEnvironmentVariable("RENEWAL_PUBLIC_URL", null);
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(Log);
        await app.EnsureSchemaAsync(default);
        await app.StartAsync();
        _apps.Add(app);
        return app;
    }

    public async Task<Account> AddAsync(string name, Role role, params string[] jurisdictions)
    {
        var added = await Accounts.AddAsync(name, name, role, jurisdictions, default);
        return (await Accounts.UseLinkAsync(added.Value!.Code, "", "", Password, default)).Value!;
    }

    public async Task<string> TokenAsync(string account, string name, DateTimeOffset? expires = null) =>
        (await Accounts.CreateTokenAsync(account, name, expires, default)).Value!.Key;

    /// <summary>A browser that is not signed in.</summary>
    public Browser Browse(WebApplication? app = null) => new(new Uri((app ?? App).Urls.First()));

    public async Task<Browser> SignInAsync(string name)
    {
        await ForgetTriesAsync();
        var browser = Browse();
        var answer = await browser.SubmitAsync("/sign-in", "sign-in", ("name", name), ("password", Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    public Task ForgetTriesAsync() => Database.RunAsync("delete from renewal.sign_in_tries");

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>The host as the demo starts it.</summary>
public sealed class DemoHost : AuthHost
{
    protected override bool Demo => true;
}

/// <summary>The host at its first start, without accounts.</summary>
public sealed class EmptyHost : AuthHost
{
    protected override bool Peopled => false;
}

/// <summary>Hosts here share the environment of the process, so their classes take turns.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AuthCollection
{
    public const string Name = "auth";
}
