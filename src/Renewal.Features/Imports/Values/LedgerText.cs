using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Renewal.Features.Imports.Values;

/// <summary>How text from other people's tables is compared, and how it is kept.</summary>
internal static partial class LedgerText
{
    private const int Longest = 4_000;

    /// <summary>For comparison only: full-width becomes half-width, ㎡ becomes m2, capitals small, and every blank goes.</summary>
    public static string Folded(string text) =>
        Blanks().Replace(Visible(text.Normalize(NormalizationForm.FormKC)), "").ToLowerInvariant();

    /// <summary>For storage, names: as written, but for blanks at the ends and those between Chinese characters, there for looks.</summary>
    public static string Name(string text) => Blanks().Replace(BlankInChinese().Replace(Trimmed(text), ""), " ");

    /// <summary>For storage, codes and figures: half-width, without blanks at the ends.</summary>
    public static string Plain(string text) => Trimmed(text.Normalize(NormalizationForm.FormKC));

    /// <summary>For storage, running text: line breaks stay, blanks at the ends of lines go.</summary>
    public static string Prose(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Trimmed)).Trim('\n');

    /// <summary>
    /// Invisible characters: control characters, marks that turn the reading direction (they can make one name look like another), and
    /// the sign that an earlier program lost a character.
    /// </summary>
    public static bool HasControlCharacters(string text) =>
        text.Any(c => (char.IsControl(c) && c is not ('\n' or '\r' or '\t'))
            || c is '\uFFFD' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));

    /// <summary>An excerpt short enough to show beside a problem.</summary>
    public static string Excerpt(string text)
    {
        var characters = new StringInfo(Blanks().Replace(Trimmed(Truncate(text)), " "));
        return characters.LengthInTextElements <= 60 ? characters.String : characters.SubstringByTextElements(0, 60) + "…";
    }

    /// <summary>
    /// The beginning of a text, long enough to recognise it. A cell may hold megabytes, and a hostile file relies on them being
    /// searched again and again.
    /// </summary>
    public static string Truncate(string text) => Domain.TextTruncation.Truncate(text, Longest);

    private static string Visible(string text) => Invisible().Replace(text, "");

    private static string Trimmed(string text) => Visible(text).Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"(?<=[\p{IsCJKUnifiedIdeographs}（）])\s+(?=[\p{IsCJKUnifiedIdeographs}（）])")]
    private static partial Regex BlankInChinese();

    [GeneratedRegex(@"[\u00AD\u200B-\u200F\u2060\uFEFF]")]
    private static partial Regex Invisible();
}
