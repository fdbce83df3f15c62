using System.Text.RegularExpressions;

namespace Renewal.HouseRules;

/// <summary>Every relative link and anchor of the documentation resolves.</summary>
public sealed partial class Links_in_the_docs_resolve
{
    [Fact]
    public void every_relative_link() => Violations.None(
        from page in Sources.Pages
        from link in Links(page)
        where !Resolves(page, link)
        select $"{page.Path}: {link}",
        "These lead nowhere:");

    [Fact]
    public void every_page_is_reachable_from_the_first() => Violations.None(
        Sources.Pages.Where(page => page.IsIn("docs")).Select(page => page.Path).Except(Reached()),
        "No link leads to these, starting from README.md:");

    private static HashSet<string> Reached()
    {
        var reached = new HashSet<string> { "README.md" };
        var open = new Queue<string>(reached);
        while (open.TryDequeue(out var path))
        {
            var page = Sources.At(path);
            foreach (var target in Links(page).Select(link => Target(page, link).File))
            {
                if (Sources.Pages.Any(file => file.Path == target) && reached.Add(target)) open.Enqueue(target);
            }
        }

        return reached;
    }

    private static IEnumerable<string> Links(SourceFile page) =>
        Link().Matches(Code().Replace(page.Text, "")).Select(match => match.Groups[1].Value).Where(link => !Elsewhere().IsMatch(link));

    private static bool Resolves(SourceFile page, string link)
    {
        var (path, anchor) = Target(page, link);
        var full = Path.Combine(Repository.Root, path);
        if (anchor is null) return File.Exists(full) || Directory.Exists(full);
        return File.Exists(full) && path.EndsWith(".md", StringComparison.Ordinal) && Anchors(Sources.At(path)).Contains(anchor);
    }

    private static (string File, string? Anchor) Target(SourceFile page, string link)
    {
        var parts = Uri.UnescapeDataString(link).Split('#', 2);
        var folder = Path.GetDirectoryName(page.FullPath)!;
        var full = parts[0].Length == 0 ? page.FullPath : Path.GetFullPath(Path.Combine(folder, parts[0]));
        return (Path.GetRelativePath(Repository.Root, full).Replace('\\', '/'), parts.Length == 2 ? parts[1] : null);
    }

    /// <summary>Headings as GitHub turns them into anchors.</summary>
    private static HashSet<string> Anchors(SourceFile page)
    {
        var anchors = new HashSet<string>();
        foreach (Match heading in Heading().Matches(Fence().Replace(page.Text.ReplaceLineEndings("\n"), "")))
        {
            var plain = NotInAnchors().Replace(heading.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-');
            var anchor = plain;
            for (var again = 1; !anchors.Add(anchor); again++) anchor = $"{plain}-{again}";
        }

        return anchors;
    }

    [GeneratedRegex(@"\]\(<?([^)\s>]+)>?(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^(https?:|mailto:|app:)")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"^(```|~~~).*?^\1|`[^`\n]+`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^(```|~~~).*?^\1", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#{1,6} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}\p{M} _-]")]
    private static partial Regex NotInAnchors();
}
