using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Renewal.App.Hosting;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Features.Areas;
using Renewal.Features.Store;
using Wolverine;

namespace Renewal.Benchmarks;

/// <summary>The real host on a fresh database, with the like-shaped tables that the raw side writes to.</summary>
internal sealed class BenchmarkHost : IAsyncDisposable
{
    public const string Street = "420112001";

    public static readonly Provenance Zhang = new(new Actor("zhang", Role.Officer, [Street]), Via.Api);

    // Defaults, indexes and the foreign key are those of the store's own tables; triggers are not, they are part of our price.
    private const string Like =
        """
        create schema raw;
        create table raw.streams (like renewal.mt_streams including all);
        create table raw.events (
          like renewal.mt_events including all, foreign key (stream_id) references raw.streams (id) on delete cascade);
        create sequence raw.events_sequence;
        """;

    private readonly WebApplication app;
    private readonly string folder;

    private BenchmarkHost(WebApplication app, string connectionString, string folder)
    {
        (this.app, this.folder) = (app, folder);
        (ConnectionString, Source) = (connectionString, NpgsqlDataSource.Create(connectionString));
    }

    public string ConnectionString { get; }

    /// <summary>For the raw side: a pool of its own with the same settings.</summary>
    public NpgsqlDataSource Source { get; }

    public IDocumentStore Store => Get<IDocumentStore>();

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    /// <param name="prepared">Whether Npgsql prepares statements it sees twice, as the program has it.</param>
    public static async Task<BenchmarkHost> OpenAsync(Server server, string name, bool prepared = true)
    {
        var connectionString = await server.CreateDatabaseAsync(name);
        if (!prepared) connectionString = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 0 }.ConnectionString;
        var folder = Directory.CreateTempSubdirectory("renewal-bench-office").FullName;
        var app = AppHost.Build(new AppSettings
        {
            ConnectionString = connectionString,
            Urls = "http://127.0.0.1:0",
            Serving = false,
            EnvironmentName = "Production",
        });
        await app.EnsureSchemaAsync(CancellationToken.None);
        await app.StartAsync();
        await Server.ExecuteAsync(connectionString, Like);
        return new BenchmarkHost(app, connectionString, folder);
    }

    public async Task<CommandResult> AskAsync(AreaCommand command)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var answer = await scope.ServiceProvider.GetRequiredService<IMessageBus>()
            .InvokeAsync<CommandResult>(new AreaCommandEnvelope(command, Zhang));
        return answer.Refusal is null ? answer : throw new InvalidOperationException($"{command} was refused: {answer.Refusal.Code}");
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
