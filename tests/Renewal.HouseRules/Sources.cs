using System.Text.RegularExpressions;

namespace Renewal.HouseRules;

/// <summary>A file of the repository, read once.</summary>
/// <param name="Path">From the root, with forward slashes.</param>
public sealed record SourceFile(string Path, string FullPath)
{
    private string? text;

    public string Text => text ??= File.ReadAllText(FullPath);

    public IEnumerable<string> Lines => Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    public bool IsIn(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    public bool Ends(params string[] endings) => endings.Any(ending => Path.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>"path:line: what the rule says of it" for every line the pattern is found in.</summary>
    public IEnumerable<string> Where(Regex pattern) =>
        Lines.Select((line, at) => (line, at)).Where(l => pattern.IsMatch(l.line)).Select(l => $"{Path}:{l.at + 1}: {l.line.Trim()}");
}

/// <summary>The files of the repository as they would be committed: nothing that the build or an editor makes.</summary>
public static class Sources
{
    private static readonly string[] Made =
        [".git", "bin", "obj", "TestResults", "artifacts", ".vs", ".idea", ".vscode", "node_modules", "Generated"];

    public static IReadOnlyList<SourceFile> All { get; } =
        [.. Walk(new DirectoryInfo(Repository.Root)).OrderBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>Hand-written C# and Razor files.</summary>
    public static IEnumerable<SourceFile> Code => All.Where(file => file.Ends(".cs", ".razor"));

    public static IEnumerable<SourceFile> Pages => All.Where(file => file.Ends(".md"));

    public static SourceFile At(string path) => All.First(file => file.Path == path);

    /// <summary>Everything that reads as text.</summary>
    public static IEnumerable<SourceFile> Texts =>
        All.Where(file => !file.Ends(".xlsx", ".xls", ".docx", ".pdf", ".png", ".jpg", ".ico", ".woff2", ".zip"));

    private static IEnumerable<SourceFile> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Where(file => file.Name != ".git" && !file.Name.EndsWith(".user", StringComparison.Ordinal))
            .Select(file => new SourceFile(Path.GetRelativePath(Repository.Root, file.FullName).Replace('\\', '/'), file.FullName))
            .Concat(folder.EnumerateDirectories().Where(inner => !Made.Contains(inner.Name)).SelectMany(Walk));
}

/// <summary>Fails with all violations at once, one a line.</summary>
internal static class Violations
{
    public static void None(IEnumerable<string> offences, string instead)
    {
        var found = offences.ToList();
        if (found.Count > 0) Assert.Fail($"{instead}\n{string.Join('\n', found)}");
    }
}
