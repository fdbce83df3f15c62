using System.Globalization;

namespace Renewal.Postgres;

/// <summary>Folders where installers put PostgreSQL, newest version first.</summary>
internal static class InstalledBinaries
{
    /// <summary>The oldest major version that the store is tested with.</summary>
    internal const int LowestMajor = 15;

    internal static IEnumerable<string> Folders() =>
        OnPath().Concat(OperatingSystem.IsWindows() ? OnWindows() : Numbered("/usr/lib/postgresql", "", "bin")
            .Concat(Numbered("/usr", "pgsql-", "bin"))
            .Concat(Numbered("/opt/homebrew/opt", "postgresql@", "bin"))
            .Concat(Numbered("/usr/local/opt", "postgresql@", "bin"))
            .Concat(Numbered("/usr/libexec", "postgresql", "")))
        .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> OnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(folder => File.Exists(ExternalTool.Executable(folder, "initdb")));

    private static IEnumerable<string> OnWindows() =>
        Numbered(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"), "", "bin");

    /// <summary>Folders such as 17/bin or pgsql-17/bin, by number and not by letter: 9 is older than 17.</summary>
    private static IEnumerable<string> Numbered(string parent, string prefix, string below) =>
        !Directory.Exists(parent)
            ? []
            : Directory.EnumerateDirectories(parent, prefix + "*")
                .Select(folder => (folder, number: Number(Path.GetFileName(folder)[prefix.Length..])))
                .Where(one => one.number >= 0)
                .OrderByDescending(one => one.number)
                .Select(one => Path.Combine(one.folder, below));

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
