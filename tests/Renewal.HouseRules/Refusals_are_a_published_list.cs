using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Renewal.Domain;

namespace Renewal.HouseRules;

/// <summary>Scripts and other systems depend on the codes; people read the texts. Neither changes by accident.</summary>
public sealed partial class Refusals_are_a_published_list
{
    private const string Texts = "src/Renewal.App/Texts/Refusals.resx";

    private const string Head = """
        # Refusals 拒绝代码

        Generated from the code (`RENEWAL_APPROVE=1 dotnet test tests/Renewal.HouseRules` rewrites it). Do not edit by hand.

        A refusal is an answer, not an error: nothing was recorded, and the code says why. Codes are stable; wording may improve.
        `–` as status: raised by a channel itself (sign-in, rate limit, a database that is away), with the status HTTP has for it.
        `{…}` are values filled in at the time.

        | code | HTTP | 中文 | English |
        |---|---|---|---|

        """;

    /// <summary>Published in the fixed names; checks and other systems look for them.</summary>
    public static TheoryData<string> Promised =>
    [
        "area.exists", "area.unknown", "area.closed", "milestone.unknown", "milestone.needs", "milestone.already", "milestone.other-kind",
        "milestone.before", "date.in-future", "date.before-opening", "clock.too-early", "stage.gate-shut", "stage.order", "stage.same",
        "override.needs-approver", "correction.needs-reason", "event.unknown",
        "import.unreadable", "import.unsafe", "import.too-large", "import.layout-unknown",
    ];

    [Theory, MemberData(nameof(Promised))]
    public void what_was_promised_is_there(string code) => Assert.Contains(code, TextResources.Read(Texts).Keys);

    [Fact]
    public void every_code_the_program_can_answer_has_a_wording() => Violations.None(
        RefusalCodes.Kinds.Select(row => row.Key).Except(TextResources.Read(Texts).Keys),
        $"{Texts} lacks:");

    [Fact]
    public void codes_are_a_noun_and_a_reason() => Violations.None(
        TextResources.Read(Texts).Keys.Where(code => !Form().IsMatch(code) && code is not ("internal" or "not-found")),
        "noun.reason, in lower case:");

    [Fact]
    public void a_code_means_one_status() => Violations.None(
        RefusalCodes.Kinds.Where(row => row.Distinct().Count() > 1).Select(row => $"{row.Key}: {string.Join(", ", row.Distinct())}"),
        "One code, one kind:");

    /// <summary>A value named in the wording that the rule never gives would read as a dash.</summary>
    [Fact]
    public void the_wording_uses_values_the_rule_gives() => Violations.None(
        from refusal in RefusalCodes.OfTheRules
        from file in new[] { Texts, Texts.Replace(".resx", ".en.resx", StringComparison.Ordinal) }
        from name in TextResources.Placeholders(TextResources.Read(file)[refusal.Code])
        where name is not ("needs" or "reckoning") && !refusal.Arguments.ContainsKey(name) && !Optional.Contains((refusal.Code, name))
        select $"{refusal.Code}: {{{name}}} in {file}",
        "No such value comes with the refusal:");

    /// <summary>A text mentions a manager only if a manager can override.</summary>
    [Fact]
    public void only_what_an_override_answers_speaks_of_one() => Violations.None(
        from file in new[] { Texts, Texts.Replace(".resx", ".en.resx", StringComparison.Ordinal) }
        from text in TextResources.Read(file)
        where text.Value.Contains("放行", StringComparison.Ordinal) || text.Value.Contains("override", StringComparison.OrdinalIgnoreCase)
        where text.Key is not ("correction.conflicts" or "catalogue.conflicts")
            && !text.Key.StartsWith("override.", StringComparison.Ordinal)
        select $"{text.Key} in {file}: {text.Value}",
        "An override is no way out here:");

    [Fact]
    public void the_reference_page_is_what_the_program_says()
    {
        var (zh, en) = (TextResources.Read(Texts), TextResources.Read(Texts.Replace(".resx", ".en.resx", StringComparison.Ordinal)));
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var code in zh.Keys.Order(StringComparer.Ordinal))
        {
            var status = RefusalCodes.Kinds[code].Select(StatusOf).FirstOrDefault("–");
            var (chinese, english) = (Cell(zh[code]), Cell(en.GetValueOrDefault(code, "?")));
            page.Append(CultureInfo.InvariantCulture, $"| `{code}` | {status} | {chinese} | {english} |\n");
        }

        Approved.Matches("docs/reference/refusals.md", page.ToString());
    }

    /// <summary>Values that are only sometimes known: the wording layer writes a dash.</summary>
    private static readonly HashSet<(string Code, string Name)> Optional =
        [("milestone.already", "on"), ("stage.order", "next")];

    private static string StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Rule => "409",
        RefusalKind.Impossible => "422",
        RefusalKind.Unknown => "404",
        RefusalKind.Forbidden => "403",
        RefusalKind.Stale => "412",
        RefusalKind.VersionMissing => "428",
        RefusalKind.Malformed => "400",
        RefusalKind.TooLarge => "413",
        RefusalKind.Unsupported => "415",
        RefusalKind.Unavailable => "503",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A new kind of refusal needs its status here and in the API."),
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    [GeneratedRegex("^[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*$")]
    private static partial Regex Form();
}
