using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Renewal.App.Hosting;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Features.Areas;
using Renewal.Features.Portfolio;
using Renewal.Features.Replay;
using Renewal.Features.Store;
using Renewal.Features.Time;
using Renewal.Testing;
using Wolverine;

namespace Renewal.Features.Tests;

/// <summary>A host on a database of its own. One for each test class.</summary>
public sealed class StoreFixture : IAsyncLifetime
{
    public const string Street = "420112001";

    public static readonly Actor Zhang = new("zhang", Role.Officer, [Street]);
    public static readonly Actor Director = new("director", Role.Manager, ["420112"]);
    public static readonly Actor Auditor = new("auditor", Role.Auditor, ["42"]);

    public static readonly DateTimeOffset Now = new(2026, 6, 30, 9, 0, 0, TimeSpan.FromHours(8));

    public WebApplication App { get; private set; } = null!;

    public string ConnectionString { get; private set; } = "";

    /// <summary>Set by a test that damages the store on purpose; otherwise the store is replayed when the host stops.</summary>
    public bool Spoilt { get; set; }

    public T Get<T>() where T : notnull => App.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await SharedPostgres.CreateDatabaseAsync("office");
        App = AppHost.Build(new AppSettings
        {
            ConnectionString = ConnectionString,
            Urls = "http://127.0.0.1:0",
            OfficeTime = new FrozenTime(Now),
        });
        await App.EnsureSchemaAsync(CancellationToken.None);
        await App.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // Whatever the tests recorded, every view must follow from the events.
            if (!Spoilt) Assert.Empty((await Get<ReplayCheck>().RunAsync(null, null, null, CancellationToken.None)).Differences);
        }
        finally
        {
            await App.StopAsync();
            await App.DisposeAsync();
        }
    }

    public async Task<CommandResult> AskAsync(AreaCommand command, Actor? actor = null, long? ifVersion = null, Provenance? by = null)
    {
        // With the current version.
        if (command.NeedsVersion) ifVersion ??= (await AreaAsync(command.Code)).Version;
        await using var scope = App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMessageBus>()
            .InvokeAsync<CommandResult>(new AreaCommandEnvelope(command, by ?? new Provenance(actor ?? Zhang, Via.Api), ifVersion));
    }

    /// <summary>Sends a command and expects success.</summary>
    public async Task<CommandResult> FileAsync(AreaCommand command, Actor? actor = null)
    {
        var answer = await AskAsync(command, actor);
        Assert.Null(answer.Refusal);
        return answer;
    }

    public async Task<Area> AreaAsync(string code, DateTimeOffset? knownAt = null) =>
        (await Get<AreaQueries>().FindAsync(code, Auditor, knownAt, TestContext.Current.CancellationToken))?.Area ?? Area.Unknown;

    /// <summary>Counts and all areas of a day, as an actor sees them.</summary>
    public Task<PortfolioView> PortfolioAsync(
        Actor actor, DateOnly on, DateTimeOffset? knownAt = null, AreaFilter? filter = null) =>
        Get<PortfolioQueries>().ViewAsync(actor, new Moment(on, knownAt), filter, TestContext.Current.CancellationToken);

    /// <summary>Appends with Marten directly, as another process or release would.</summary>
    public async Task<IEvent> AppendThroughTheStoreAsync(string code, object what, Provenance by)
    {
        await using var session = Get<IDocumentStore>().LightweightSession();
        by.SignOn(session);
        (session.CorrelationId, session.CausationId) = ("of the store", "of the store");
        var stream = await session.Events.FetchForWriting<AreaDocument, AreaKey>(
            new AreaKey(code), TestContext.Current.CancellationToken);
        var wrapped = session.Events.BuildEvent(what);
        foreach (var (name, value) in by.RowHeaders()) wrapped.SetHeader(name, value);
        stream.AppendOne(wrapped);
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        return wrapped;
    }

    /// <summary>Runs SQL that must affect rows.</summary>
    public async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }

    public static RegisterArea Register(string code, string openedOn = "2018-01-01", string kind = "state-land-expropriation") =>
        new(code, $"{code}片", kind, Street, DateOnly.Parse(openedOn, System.Globalization.CultureInfo.InvariantCulture));
}
