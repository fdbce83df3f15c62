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

    /// <summary>Who takes the sample ledger in; one of the roles to choose from.</summary>
    private static readonly Actor Officer = new("demo-officer", Role.Officer, [Street]);

    public static Command Make(Switches shared)
    {
        var fresh = new Option<bool>("--fresh") { Description = Say.Of("opt.fresh") };
        var verb = new Verb("demo", "demo", "renewal demo", "renewal demo --fresh", "renewal demo --urls http://localhost:5081")
        {
            fresh, shared.Urls,
        };
        return verb.Runs(desk => RunAsync(desk, desk.Value(fresh), ServeCommand.UrlsOf(desk, shared)));
    }

    private static async Task<int> RunAsync(Desk desk, bool fresh, string urls)
    {
        var addresses = Addresses.Read(urls);
        _ = Addresses.Public(urls);
        Addresses.MustBeLoopback(addresses);
        Addresses.MustBeFree(addresses);
        var database = await desk.DatabaseAsync();
        await PrepareAsync(desk, database, fresh);
        await TakeInSampleAsync(desk);

        await using var office = await Office.OpenAsync(Desk.Settings(database) with { Urls = urls, Demo = true }, desk);
        await office.StartAsync(desk);
        if (Logs.AreCollected) office.Log(string.Join(' ', office.Urls), database);
        if (desk.Json) desk.Terminal.Json(new { urls = office.Urls, data = database.Where, demo = true });
        else Greet(office, database, desk.Terminal);
        await office.UntilStoppedAsync(desk.Ct);
        return 0;
    }

    /// <summary>Makes sure that whatever follows happens to a demonstration and to nothing else.</summary>
    private static async Task PrepareAsync(Desk desk, Database database, bool fresh)
    {
        var state = await RecordMark.ReadAsync(database.ConnectionString, desk.Ct);
        if (state == RecordState.Record)
        {
            throw new CommandFailed("demo.real-record", Say.Of("demo.real-record", database.Where))
            {
                Advice = [Say.Of(database.Embedded ? "demo.real-record.folder" : "demo.real-record.database")],
            };
        }

        if (state == RecordState.Demo && fresh)
        {
            NpgsqlConnection.ClearAllPools();
            if (await RecordMark.IsInUseAsync(database.ConnectionString, desk.Ct))
                throw new CommandFailed("demo.in-use", Say.Of("demo.in-use"));
            desk.Terminal.Report(Say.Of("demo.erasing"));
            await RecordMark.EraseDemoAsync(database.ConnectionString, desk.Ct);
            state = RecordState.Empty;
        }

        // Before the first table is made, so that a demonstration cut off half-way is still known for one.
        if (state == RecordState.Empty) await RecordMark.WriteAsync(database.ConnectionString, demo: true, desk.Ct);
    }

    /// <summary>Once: what people changed since is theirs, until they ask for a fresh start.</summary>
    private static async Task TakeInSampleAsync(Desk desk)
    {
        var (seq, _) = await (await desk.GetAsync<AreaFiles>()).LatestAsync(desk.Ct);
        if (seq > 0) return;
        desk.Terminal.Report(Say.Of("demo.importing"));
        var imports = await desk.GetStartedAsync<LedgerImports>();
        var by = new Provenance(Officer, Door.Import);
        var sample = Path.Combine(AppContext.BaseDirectory, "Samples", "wujiashan-ledger.csv");
        var preview = await imports.PreviewAsync(
            await File.ReadAllBytesAsync(sample, desk.Ct), Path.GetFileName(sample), null, Street, by, desk.Ct);
        if (preview.Problem is { } problem) throw CommandFailed.By(problem);
        await ImportCommand.AcceptAsync(imports, preview, by, desk.Ct);
    }

    private static void Greet(Office office, Database database, Terminal terminal)
    {
        terminal.Line(Say.Of("demo.ready", string.Join(' ', office.Urls)));
        terminal.Line(Say.Of("demo.sign-in"));
        terminal.Line(Say.Of("serve.data", database.Where));
        terminal.Line(Say.Of("demo.keeps"));
        terminal.Line(Say.Of("serve.stop"));
    }
}
