using System.CommandLine;
using Renewal.App.Auth;
using Renewal.App.Hosting;
using Renewal.App.Hosting.Telemetry;

namespace Renewal.App.Commands;

internal static class ServeCommand
{
    public static Command Make(SharedOptions shared) =>
        new CliCommand("serve", "serve",
            "renewal", "renewal serve --urls http://0.0.0.0:8080",
            "ConnectionStrings__renewal='Host=db;Database=renewal;Username=renewal' renewal serve")
        {
            shared.Urls,
        }.Runs(cli => RunAsync(cli, shared), isTraced: false);

    /// <summary>Starting the program without a command serves.</summary>
    public static void IsDefaultOf(RootCommand root, SharedOptions shared) => root.SetAction(async (parsed, ct) =>
    {
        await using var cli = new CommandContext(parsed, ct);
        return await RunAsync(cli, shared);
    });

    /// <summary>The configured addresses, from the command line or the environment.</summary>
    public static string UrlsOf(CommandContext cli, SharedOptions shared) =>
        cli.Value(shared.Urls)
        ?? (Environment.GetEnvironmentVariable("ASPNETCORE_URLS") is { Length: > 0 } urls ? urls : AppSettings.DefaultUrl);

    private static async Task<int> RunAsync(CommandContext cli, SharedOptions shared)
    {
        var urls = UrlsOf(cli, shared);
        ListenUrls.MustBeFree(ListenUrls.Read(urls));
        _ = ListenUrls.Public(urls);
        _ = TelemetrySwitch.IsOn;
        _ = TrustedProxies.Read(StartConfiguration.Read());
        var database = await cli.DatabaseAsync();
        if (await DatabaseMarker.ReadAsync(database.ConnectionString, cli.Ct) == DatabaseKind.Demo)
        {
            throw new CommandFailed("serve.demo-data", CliText.Of("serve.demo-data", database.Where))
            {
                Advice = [CliText.Of("serve.demo-data.other"), CliText.Of("serve.demo-data.demo")],
            };
        }

        var settings = CommandContext.Settings(database) with { Urls = urls };
        await using var office = await RunningServer.OpenAsync(settings, cli);
        await DatabaseMarker.WriteAsync(database.ConnectionString, demo: false, cli.Ct);
        await office.StartAsync(cli);
        var addresses = string.Join(' ', office.Urls.Select(PublicAddress.Of).Distinct());
        if (LoggingSetup.AreCollected) office.Log(addresses, database);
        if (cli.Json) cli.Terminal.Json(new { urls = office.Urls, data = database.Where });
        // Without a terminal, output on standard output would mix with the log.
        else if (!LoggingSetup.AreCollected || !Console.IsOutputRedirected) Greet(addresses, database, cli.Terminal);
        await office.UntilStoppedAsync(cli.Ct);
        return 0;
    }

    private static void Greet(string addresses, Database database, Terminal terminal)
    {
        terminal.Line(CliText.Of("serve.ready", addresses));
        terminal.Line(CliText.Of("serve.data", database.Where));
        terminal.Line(CliText.Of(database.Embedded ? "serve.change.embedded" : "serve.change.given"));
        terminal.Line(CliText.Of("serve.stop"));
    }
}
