using System.CommandLine;
using Renewal.App.Auth;
using Renewal.App.Hosting;

namespace Renewal.App.Commands;

internal static class ServeCommand
{
    public static Command Make(Switches shared) =>
        new Verb("serve", "serve",
            "renewal", "renewal serve --urls http://0.0.0.0:8080",
            "ConnectionStrings__renewal='Host=db;Database=renewal;Username=renewal' renewal serve")
        {
            shared.Urls,
        }.Runs(desk => RunAsync(desk, shared));

    /// <summary>Starting the program without a command serves.</summary>
    public static void IsDefaultOf(RootCommand root, Switches shared) => root.SetAction(async (parsed, ct) =>
    {
        await using var desk = new Desk(parsed, ct);
        return await RunAsync(desk, shared);
    });

    /// <summary>The addresses asked for, on the command line or in the environment.</summary>
    public static string UrlsOf(Desk desk, Switches shared) =>
        desk.Value(shared.Urls)
        ?? (Environment.GetEnvironmentVariable("ASPNETCORE_URLS") is { Length: > 0 } urls ? urls : AppSettings.DefaultUrl);

    private static async Task<int> RunAsync(Desk desk, Switches shared)
    {
        var urls = UrlsOf(desk, shared);
        Addresses.MustBeFree(Addresses.Read(urls));
        _ = Addresses.Public(urls);
        _ = TrustedProxies.Read(StartConfiguration.Read());
        var database = await desk.DatabaseAsync();
        if (await RecordMark.ReadAsync(database.ConnectionString, desk.Ct) == RecordState.Demo)
        {
            throw new CommandFailed("serve.demo-data", Say.Of("serve.demo-data", database.Where))
            {
                Advice = [Say.Of("serve.demo-data.other"), Say.Of("serve.demo-data.demo")],
            };
        }

        var settings = Desk.Settings(database) with { Urls = urls };
        await using var office = await Office.OpenAsync(settings, desk);
        await RecordMark.WriteAsync(database.ConnectionString, demo: false, desk.Ct);
        await office.StartAsync(desk);
        var addresses = string.Join(' ', office.Urls.Select(PublicAddress.Of).Distinct());
        if (Logs.AreCollected) office.Log(addresses, database);
        if (desk.Json) desk.Terminal.Json(new { urls = office.Urls, data = database.Where });
        // Nobody watches, and what is collected from standard output would be mixed into the log.
        else if (!Logs.AreCollected || !Console.IsOutputRedirected) Greet(addresses, database, desk.Terminal);
        await office.UntilStoppedAsync(desk.Ct);
        return 0;
    }

    private static void Greet(string addresses, Database database, Terminal terminal)
    {
        terminal.Line(Say.Of("serve.ready", addresses));
        terminal.Line(Say.Of("serve.data", database.Where));
        terminal.Line(Say.Of(database.Embedded ? "serve.change.embedded" : "serve.change.given"));
        terminal.Line(Say.Of("serve.stop"));
    }
}
