using Microsoft.AspNetCore.Connections;
using Renewal.App.Hosting;

namespace Renewal.App.Commands;

/// <summary>The served office from opening to closing time.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private RunningServer(WebApplication app) => this.app = app;

    public ICollection<string> Urls => app.Urls;

    /// <summary>Built, with its schema as it should be; not yet listening.</summary>
    public static async Task<RunningServer> OpenAsync(AppSettings settings, CommandContext cli)
    {
        cli.Terminal.Report(CliText.Of("serve.opening"));
        var office = new RunningServer(AppHost.Build(settings));
        await office.app.EnsureSchemaAsync(cli.Ct);
        return office;
    }

    public async Task StartAsync(CommandContext cli)
    {
        // Whatever a start prints besides must not get between the lines of the one document.
        if (cli.Json) Console.SetOut(Console.Error);
        try
        {
            // Not to be cut short: a start interrupted half-way would leave its views half-started. It is over in a second or two.
            await app.StartAsync(CancellationToken.None);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw ListenUrls.Busy(app.Urls.Select(url => BindingAddress.Parse(url).Port).First());
        }
    }

    /// <summary>The same in the log as on the screen, for whoever collects it.</summary>
    public void Log(string addresses, Database database) =>
        new StartLog(app.Services.GetRequiredService<ILogger<StartLog>>()).Write(
            addresses, string.Join(' ', Urls), database.Where);

    /// <summary>Until somebody asks it to stop; work under way is finished first.</summary>
    public Task UntilStoppedAsync(CancellationToken ct) => app.WaitForShutdownAsync(ct);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
