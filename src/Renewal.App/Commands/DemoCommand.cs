using System.CommandLine;
using Npgsql;
using Renewal.App.Hosting;
using Renewal.Domain.Access;
using Renewal.Features.Areas;
using Renewal.Features.Imports;
using Renewal.Features.Store;

namespace Renewal.App.Commands;

internal static class DemoCommand
{
    private const string Street = ImportCommand.DefaultJurisdiction;

    /// <summary>The account that imports the sample ledger.</summary>
    private static readonly Actor Officer = new("demo-officer", Role.Officer, [Street]);

    public static Command Make(SharedOptions shared)
    {
        var fresh = new Option<bool>("--fresh") { Description = CliText.Of("opt.fresh") };
        var command = new CliCommand("demo", "demo", "renewal demo", "renewal demo --fresh", "renewal demo --urls http://localhost:5081")
        {
            fresh, shared.Urls,
        };
        return command.Runs(cli => RunAsync(cli, cli.Value(fresh), ServeCommand.UrlsOf(cli, shared)), isTraced: false);
    }

    private static async Task<int> RunAsync(CommandContext cli, bool fresh, string urls)
    {
        var addresses = ListenUrls.Read(urls);
        _ = ListenUrls.Public(urls);
        ListenUrls.MustBeLoopback(addresses);
        ListenUrls.MustBeFree(addresses);
        var database = await cli.DatabaseAsync();
        await PrepareAsync(cli, database, fresh);
        await TakeInSampleAsync(cli);

        await using var office = await RunningServer.OpenAsync(CommandContext.Settings(database) with { Urls = urls, Demo = true }, cli);
        await office.StartAsync(cli);
        if (LoggingSetup.AreCollected) office.Log(string.Join(' ', office.Urls), database);
        if (cli.Json) cli.Terminal.Json(new { urls = office.Urls, data = database.Where, demo = true });
        else Greet(office, database, cli.Terminal);
        await office.UntilStoppedAsync(cli.Ct);
        return 0;
    }

    /// <summary>Makes sure that the database is a demo database.</summary>
    private static async Task PrepareAsync(CommandContext cli, Database database, bool fresh)
    {
        var state = await DatabaseMarker.ReadAsync(database.ConnectionString, cli.Ct);
        if (state == DatabaseKind.Record)
        {
            throw new CommandFailed("demo.real-record", CliText.Of("demo.real-record", database.Where))
            {
                Advice = [CliText.Of(database.Embedded ? "demo.real-record.folder" : "demo.real-record.database")],
            };
        }

        if (state == DatabaseKind.Demo && fresh)
        {
            NpgsqlConnection.ClearAllPools();
            if (await DatabaseMarker.IsInUseAsync(database.ConnectionString, cli.Ct))
                throw new CommandFailed("demo.in-use", CliText.Of("demo.in-use"));
            cli.Terminal.Report(CliText.Of("demo.erasing"));
            await DatabaseMarker.EraseDemoAsync(database.ConnectionString, cli.Ct);
            state = DatabaseKind.Empty;
        }

        // Before the first table is created, so that an interrupted demo is still recognised as one.
        if (state == DatabaseKind.Empty) await DatabaseMarker.WriteAsync(database.ConnectionString, demo: true, cli.Ct);
    }

    /// <summary>Only once: later changes by users stay until <c>--fresh</c>.</summary>
    private static async Task TakeInSampleAsync(CommandContext cli)
    {
        var (seq, _) = await (await cli.GetAsync<AreaQueries>()).LatestAsync(cli.Ct);
        if (seq > 0) return;
        cli.Terminal.Report(CliText.Of("demo.importing"));
        var imports = await cli.GetStartedAsync<LedgerImports>();
        var by = new Provenance(Officer, Via.Import);
        var sample = Path.Combine(AppContext.BaseDirectory, "Samples", "wujiashan-ledger.csv");
        var preview = await imports.PreviewAsync(
            await File.ReadAllBytesAsync(sample, cli.Ct), Path.GetFileName(sample), null, Street, by, cli.Ct);
        if (preview.Problem is { } problem) throw CommandFailed.By(problem);
        await ImportCommand.AcceptAsync(imports, preview, by, cli.Ct);
    }

    private static void Greet(RunningServer office, Database database, Terminal terminal)
    {
        terminal.Line(CliText.Of("demo.ready", string.Join(' ', office.Urls)));
        terminal.Line(CliText.Of("demo.sign-in"));
        terminal.Line(CliText.Of("serve.data", database.Where));
        terminal.Line(CliText.Of("demo.keeps"));
        terminal.Line(CliText.Of("serve.stop"));
    }
}
