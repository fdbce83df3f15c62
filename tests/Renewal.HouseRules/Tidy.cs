using System.Text.RegularExpressions;

namespace Renewal.HouseRules;

/// <summary>Limits of file and line length, and no leftovers.</summary>
public sealed partial class Tidy
{
    private const int LineLength = 140;

    /// <summary>Markup carries its attributes on one line and wraps badly.</summary>
    private const int MarkupLength = 180;

    /// <summary>Files that may be longer, each with its reason.</summary>
    private static readonly Dictionary<string, string> LongFiles = new()
    {
        ["src/Renewal.Domain/Refusals.cs"] = "every reason for saying no, in one list",
    };

    [Fact]
    public void lines_fit_the_screen() => Violations.None(
        from file in Sources.All.Where(file => file.Ends(".cs", ".razor", ".sh", ".props", ".targets") || file.Path == ".ci/run")
        from line in file.Lines.Select((text, at) => (text, at))
        where line.text.Length > (file.Ends(".razor") ? MarkupLength : LineLength)
        select $"{file.Path}:{line.at + 1}: {line.text.Length} characters",
        $"At most {LineLength} characters to a line:");

    [Fact]
    public void files_are_short() => Violations.None(
        from file in Sources.Code
        let most = file.IsIn("tests") || file.Ends(".razor") ? 250 : 200
        let lines = file.Lines.Count()
        where lines > most && !LongFiles.ContainsKey(file.Path)
        select $"{file.Path}: {lines} lines, at most {most}",
        "Two thoughts, two files:");

    [Fact]
    public void no_exemption_outlives_its_file() => Violations.None(
        LongFiles.Keys.Where(path => Sources.All.All(file => file.Path != path) || Sources.At(path).Lines.Count() <= 200),
        "No longer needed:");

    [Fact]
    public void no_folded_code() => None(Region(), "If it needs a region it needs a file:");

    [Fact]
    public void no_empty_catch() => Violations.None(
        Sources.Code.Where(file => EmptyCatch().IsMatch(file.Text)).Select(file => file.Path),
        "Handle it, or say in the block why nothing is to be done:");

    [Fact]
    public void nothing_left_for_later() => None(Leftover(), "Finish it, or open an issue and name its number:");

    [Fact]
    public void no_test_is_skipped_or_says_nothing() => None(EmptyTest(), "A test that does not run or cannot fail is none:");

    [Fact]
    public void no_large_file() => Violations.None(
        Sources.All.Where(file => new FileInfo(file.FullPath).Length > 1_000_000).Select(file => file.Path),
        "Over 1 MB; make it in the build or fetch it:");

    [Fact]
    public void lines_end_as_they_should() => Violations.None(
        // Sample ledgers are unchanged; the SDK formats solution and lock files.
        Sources.Texts.Where(file => !file.Ends(".csv", ".sln", "packages.lock.json"))
            .Where(file => file.Text.Length > 0 && (file.Text.Contains('\r', StringComparison.Ordinal) || file.Text[^1] != '\n'))
            .Select(file => file.Path),
        "LF, and one at the end:");

    private static void None(Regex pattern, string instead) =>
        Violations.None(Sources.Code.Where(file => !file.Ends("HouseRules/Tidy.cs")).SelectMany(file => file.Where(pattern)), instead);

    [GeneratedRegex(@"^\s*#(region|endregion)")]
    private static partial Regex Region();

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*(when\s*\([^)]*\)\s*)?\{\s*\}")]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b(?!.*#\d)")]
    private static partial Regex Leftover();

    [GeneratedRegex(@"\bSkip\s*=|\bSkip(When|Unless)\s*=|Assert\.Skip|Assert\.True\(true\)|Assert\.Pass\(")]
    private static partial Regex EmptyTest();
}
