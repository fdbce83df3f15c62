using JasperFx;
using Renewal.App.Hosting;

namespace Renewal.App.Commands;

/// <summary>The commands of the frameworks, for developers and operators: rebuilding views, schema scripts, descriptions, code.</summary>
internal static class FrameworkCommands
{
    /// <summary>They work without a database: the build runs codegen where there is none.</summary>
    private static readonly HashSet<string> Offline =
    [
        "capabilities", "codegen", "db-dump", "db-list", "describe", "describe-event-model", "event-model", "help", "scaffold",
        "wolverine-diagnostics",
    ];

    private static readonly HashSet<string> Online =
    [
        "check-env", "clear-handled", "db-apply", "db-assert", "db-patch", "event-query", "marten", "projection-run", "projections",
        "resources", "storage", "stream-query",
    ];

    public static bool Is(string[] args) => args.Length > 0 && (Offline.Contains(args[0]) || Online.Contains(args[0]));

    public static async Task<int> RunAsync(string[] args, CancellationToken ct)
    {
        var (given, rest) = TakeConnection(args);
        var offline = Offline.Contains(rest[0]);
        await using var database = offline ? null : await Database.OpenAsync(given, AppSettings.DefaultDataFolder, new Terminal(), ct);
        // The framework's own rebuild empties a view first, and loses events recorded meanwhile.
        if (rest[0] == "projections" && rest.Contains("rebuild"))
            throw new CommandFailed("view.rebuild-own", CliText.Of("view.rebuild-own"));
        await using var app = AppHost.Build(new AppSettings
        {
            ConnectionString = database?.ConnectionString ?? given ?? Database.Configured() ?? "Host=127.0.0.1;Database=none",
            OfficeTime = CommandContext.OfficeTime,
            WritesCode = rest[0] == "codegen",
        });
        return await app.RunJasperFxCommands(rest);
    }

    // Their parser does not know this option.
    private static (string? Connection, string[] CliCommand) TakeConnection(string[] args)
    {
        var at = Array.IndexOf(args, "--connection");
        return at > 0 && at + 1 < args.Length ? (args[at + 1], [.. args[..at], .. args[(at + 2)..]]) : (null, args);
    }
}
