using System.CommandLine;
using Renewal.Features.Imports;
using Renewal.Features.Imports.Files;
using Renewal.Features.Store;

namespace Renewal.App.Commands;

internal static class ImportCommand
{
    /// <summary>Default jurisdiction of new areas: Wujiashan street.</summary>
    public const string DefaultJurisdiction = "420112001";

    // Enough for a terminal; the pages and the API go further back.
    private const int Most = 100;

    public static Command Make() => new CliCommand("import", "import") { Ledger(), List() };

    private static CliCommand Ledger()
    {
        var file = new Argument<string>("FILE") { Description = CliText.Of("arg.file") };
        var layout = SharedOptions.Text("--layout", "opt.layout");
        layout.HelpName = "NAME";
        var name = SharedOptions.Text("--name", "opt.import-name");
        var dryRun = new Option<bool>("--dry-run") { Description = CliText.Of("opt.dry-run") };
        var jurisdiction = new Option<string>("--jurisdiction")
        {
            Description = CliText.Of("opt.import-jurisdiction"),
            HelpName = "CODE",
            DefaultValueFactory = _ => DefaultJurisdiction,
        };
        jurisdiction.Validators.Add(result => SharedOptions.RefuseJurisdiction(result, result.Tokens));
        var command = new CliCommand("ledger", "import.ledger",
            "renewal import ledger 2020-12.xlsx --dry-run", "renewal import ledger 2020-12.xlsx",
            "renewal import ledger 2020-12.csv --jurisdiction 420112001 --json")
        {
            file, layout, name, dryRun, jurisdiction,
        };
        return command.Runs(async cli =>
        {
            var path = cli.Value(file);
            var content = await ReadAsync(path, cli.Ct);
            var imports = await cli.GetStartedAsync<LedgerImports>();
            var by = await cli.ProvenanceAsync();
            cli.Terminal.Report(CliText.Of("import.reading", path));
            var import = await imports.PreviewAsync(
                content, cli.Value(name) ?? Path.GetFileName(path), cli.Value(layout), cli.Value(jurisdiction)!, by, cli.Ct);
            if (import.Problem is { } problem) throw CommandFailed.By(problem);
            if (!cli.Value(dryRun)) import = await AcceptAsync(imports, import, by, cli.Ct);
            if (cli.Json) cli.Terminal.Json(import);
            else ImportTable.Print(import, cli.Terminal);
            if (import.Refused == 0) return 0;
            cli.Terminal.Refuse("import.rows-refused", CliText.Of("import.rows-refused", import.Refused));
            return CommandFailed.Refused;
        });
    }

    private static CliCommand List() =>
        new CliCommand("list", "import.list", "renewal import list", "renewal import list --json").Runs(async cli =>
    {
        var past = await (await cli.GetAsync<PastImports>()).ListAsync(await cli.ActorAsync(), 1, Most, cli.Ct);
        if (cli.Json) cli.Terminal.Json(past);
        else if (past.Total == 0) cli.Terminal.Line(CliText.Of("import.list.none"));
        else ImportTable.Print(past, cli.Terminal);
        return 0;
    });

    /// <summary>Records the preview, or reports the refusal.</summary>
    public static async Task<ImportPreview> AcceptAsync(LedgerImports imports, ImportPreview preview, Provenance by, CancellationToken ct)
    {
        var answer = await imports.AcceptAsync(preview.Id, by, ct);
        return answer.Refusal is { } refusal ? throw CommandFailed.By(refusal) : answer.Import!;
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken ct)
    {
        try
        {
            // The length is checked first, so that a file that is too large is not read.
            if (new FileInfo(path) is { Exists: true, Length: > LedgerLimits.FileBytes }) throw CommandFailed.By(LedgerLimits.FileTooLarge);
            return await File.ReadAllBytesAsync(path, ct);
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed("file.unreadable", CliText.Of("file.unreadable", path, WhyNot(path, none)));
        }
    }

    private static string WhyNot(string path, Exception none) => none switch
    {
        FileNotFoundException or DirectoryNotFoundException => CliText.Of("file.none"),
        _ when Directory.Exists(path) => CliText.Of("file.folder"),
        UnauthorizedAccessException => CliText.Of("file.denied"),
        _ => none.Message,
    };
}
