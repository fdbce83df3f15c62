using System.Text.RegularExpressions;

namespace Renewal.HouseRules;

/// <summary>docs/reference/security.md names a test beside every promise, or says that there is none yet.</summary>
public sealed partial class What_security_promises_is_tested
{
    private const string Page = "docs/reference/security.md";

    [Fact]
    public void every_test_named_on_the_page_exists()
    {
        var classes = Sources.Code.Where(file => file.IsIn("tests")).SelectMany(file => Declared().Matches(file.Text))
            .Select(match => match.Groups[1].Value).ToHashSet();
        var named = Named().Matches(Sources.At(Page).Text).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(named);
        Violations.None(named.Where(name => !classes.Contains(name)), $"{Page} names tests that are not there:");
    }

    [Fact]
    public void every_promise_has_a_test_or_says_not_yet()
    {
        var promises = Sources.At(Page).Lines.Where(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())
            .Where(cells => cells[^1] != "tested by" && !cells[^1].StartsWith("---", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(promises);
        Violations.None(
            promises.Where(cells => !Named().IsMatch(cells[^1]) && !cells[^1].StartsWith("not yet", StringComparison.Ordinal))
                .Select(cells => string.Join(" | ", cells)),
            "Name the test that holds it, or say \"not yet\":");
    }

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex Declared();

    [GeneratedRegex("`([A-Z][a-z]+_[a-z_A-Z0-9]+)`")]
    private static partial Regex Named();
}
