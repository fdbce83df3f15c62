using JasperFx;
using Renewal.App.Hosting;

namespace Renewal.App.Commands;

/// <summary>The frameworks' own commands, for developers and operators: rebuilding views, schema scripts, descriptions, code.</summary>
internal static class FrameworkVerbs
{
    /// <summary>Name, and whether it works without a database: the build runs codegen where there is none.</summary>
    private static readonly Dictionary<string, bool> Offline = new()
    {
        ["capabilities"] = true, ["check-env"] = false, ["clear-handled"] = false, ["codegen"] = true, ["db-apply"] = false,
        ["db-assert"] = false, ["db-dump"] = true, ["db-list"] = true, ["db-patch"] = false, ["describe"] = true,
        ["describe-event-model"] = true, ["event-model"] = true, ["event-query"] = false, ["help"] = true, ["marten"] = false,
        ["projection-run"] = false, ["projections"] = false, ["resources"] = false, ["scaffold"] = true, ["storage"] = false,
        ["stream-query"] = false, ["wolverine-diagnostics"] = true,
    };

    public static IEnumerable<string> Names => Offline.Keys;

    public static bool Is(string[] args) => args.Length > 0 && Offline.ContainsKey(args[0]);

    public static async Task<int> RunAsync(string[] args, CancellationToken ct)
    {
        var (given, rest) = TakeConnection(args);
        var offline = Offline[rest[0]];
        await using var database = offline ? null : await Database.OpenAsync(given, AppSettings.DefaultDataFolder, new Terminal(), ct);
        await using var app = AppHost.Build(new AppSettings
        {
            ConnectionString = database?.ConnectionString ?? given ?? Database.Configured() ?? "Host=127.0.0.1;Database=none",
            OfficeTime = Desk.OfficeTime,
            WritesCode = rest[0] == "codegen",
        });
        return await app.RunJasperFxCommands(rest);
    }

    // Their parser does not know our option.
    private static (string? Connection, string[] Verb) TakeConnection(string[] args)
    {
        var at = Array.IndexOf(args, "--connection");
        return at > 0 && at + 1 < args.Length ? (args[at + 1], [.. args[..at], .. args[(at + 2)..]]) : (null, args);
    }
}
