using Microsoft.AspNetCore.Connections;
using Renewal.App.Hosting;

namespace Renewal.App.Commands;

/// <summary>A running web server.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private RunningServer(WebApplication app) => this.app = app;

    public ICollection<string> Urls => app.Urls;

    /// <summary>Builds the host and checks the schema; it does not listen yet.</summary>
    public static async Task<RunningServer> OpenAsync(AppSettings settings, CommandContext cli)
    {
        cli.Terminal.Report(CliText.Of("serve.opening"));
        var office = new RunningServer(AppHost.Build(settings));
        await office.app.EnsureSchemaAsync(cli.Ct);
        return office;
    }

    public async Task StartAsync(CommandContext cli)
    {
        // Other output of the start must not mix with the JSON document.
        if (cli.Json) Console.SetOut(Console.Error);
        try
        {
            // Not cancellable: it takes a second or two, and a cancelled start would leave services half started.
            await app.StartAsync(CancellationToken.None);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw ListenUrls.Busy(app.Urls.Select(url => BindingAddress.Parse(url).Port).First());
        }
    }

    /// <summary>Logs what the screen shows.</summary>
    public void Log(string addresses, Database database) =>
        new StartLog(app.Services.GetRequiredService<ILogger<StartLog>>()).Write(
            addresses, string.Join(' ', Urls), database.Where);

    /// <summary>Waits for shutdown; requests in progress are finished first.</summary>
    public Task UntilStoppedAsync(CancellationToken ct) => app.WaitForShutdownAsync(ct);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
