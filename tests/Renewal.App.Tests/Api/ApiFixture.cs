using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Renewal.App.Hosting;
using Renewal.Domain.Access;
using Renewal.Features.Accounts;
using Renewal.Features.Time;
using Renewal.Testing;

namespace Renewal.App.Tests.Api;

/// <summary>
/// A host with its API on a port of its own, and five clients with tokens: an officer, a manager, an auditor, and an officer of another
/// street. Its clock says 30 June 2026.
/// </summary>
public sealed class ApiFixture : IAsyncLifetime
{
    public const string Street = "420112001";
    public const string Kind = "state-land-expropriation";

    private readonly string folder = Directory.CreateTempSubdirectory("renewal-api").FullName;

    public WebApplication App { get; private set; } = null!;

    public string ConnectionString { get; private set; } = "";

    public Client Zhang { get; private set; } = null!;

    public Client Director { get; private set; } = null!;

    public Client Auditor { get; private set; } = null!;

    public Client Stranger { get; private set; } = null!;

    /// <summary>An officer of yet another street, which has areas of its own.</summary>
    public Client Neighbour { get; private set; } = null!;

    public Client Nobody { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await SharedPostgres.CreateDatabaseAsync("api");
        App = await StartAsync(ConnectionString);
        await App.EnsureSchemaAsync(CancellationToken.None);
        Nobody = new Client(App, null);
        Zhang = await AddAsync("zhang", Role.Officer, Street);
        Director = await AddAsync("director", Role.Manager, "420112");
        Auditor = await AddAsync("auditor", Role.Auditor);
        Stranger = await AddAsync("li", Role.Officer, "420112004");
        Neighbour = await AddAsync("wang", Role.Officer, "420112006");
    }

    /// <summary>Another process on the database, such as the same one after a restart.</summary>
    public async Task<WebApplication> StartAsync(string connectionString)
    {
        var app = AppHost.Build(new AppSettings
        {
            ConnectionString = connectionString,
            Urls = "http://127.0.0.1:0",
            OfficeTime = new FrozenTime(new DateTimeOffset(2026, 6, 30, 9, 0, 0, TimeSpan.FromHours(8))),
        });
        if (App is null) await app.EnsureSchemaAsync(CancellationToken.None);
        await app.StartAsync();
        return app;
    }

    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public async Task<long> EventCountAsync() => (long)(await ScalarAsync("select count(*) from renewal.mt_events"))!;

    /// <summary>Registers an area and returns its code.</summary>
    public async Task<string> RegisterAsync(string code, string openedOn = "2018-01-01", string kind = Kind)
    {
        var response = await Zhang.PostAsync("/api/areas", new { code, name = $"{code}片", kind, jurisdiction = Street, openedOn });
        Assert.Equal(201, response.Status);
        return code;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await App.ReplayAndStopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<Client> AddAsync(string name, Role role, params string[] jurisdictions)
    {
        var accounts = App.Services.GetRequiredService<Accounts>();
        var added = await accounts.AddAsync(name, $"{name}同志", role, jurisdictions, CancellationToken.None);
        Assert.Null(added.Refusal);
        var token = await accounts.CreateTokenAsync(name, "script", null, CancellationToken.None);
        return new Client(App, token.Value!.Key);
    }
}

/// <summary>One host for all classes of the collection; they run one after the other, each with areas of its own.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ApiCollection : ICollectionFixture<ApiFixture>
{
    public const string Name = "api";
}
