using System.Text.RegularExpressions;
using Renewal.Domain.Recording;

namespace Renewal.Domain;

/// <summary>Rules for every stored text. Collects the first refusal of a chain of checks, so that rules read as a list.</summary>
internal sealed partial class TextRules
{
    public const int NameLength = 100;
    public const int LineLength = 200;
    public const int NoteLength = 2_000;
    private const int ListLength = 50;

    public Refusal? Refusal { get; private set; }

    public TextRules Required(string field, string? text, int most = LineLength) =>
        text is null || text.All(c => char.IsWhiteSpace(c) || Invisible(c)) ? Say(Refusals.TextMissing(field))
        : Optional(field, text, most);

    public TextRules Optional(string field, string? text, int most = LineLength)
    {
        if (text is null) return this;
        if (text.Length > most) return Say(Refusals.TextTooLong(field, most));
        // Only a note may have line breaks; a name with one would break every table.
        if (text.Any(c => NobodyTyped(c) && (most < NoteLength || c is not ('\n' or '\r' or '\t'))) || !IsWellFormed(text))
            return Say(Refusals.TextControlCharacters(field));
        return PersonalNumber().IsMatch(text) ? Say(Refusals.TextPersonal(field)) : this;
    }

    public TextRules Each(string field, IReadOnlyCollection<string> texts, int most = NameLength)
    {
        if (texts.Count > ListLength) return Say(Refusals.ListTooLong(field, ListLength));
        foreach (var text in texts) Required(field, text, most);
        return this;
    }

    public TextRules Range(string field, decimal? value, decimal least, decimal most) =>
        value is { } number && (number < least || number > most) ? Say(Refusals.NumberOutOfRange(field)) : this;

    public TextRules Override(OverrideRequest? request) =>
        request is null ? this
        : string.IsNullOrWhiteSpace(request.Reason) || string.IsNullOrWhiteSpace(request.Approver)
            || string.IsNullOrWhiteSpace(request.DocumentNumber) ? Say(Refusals.OverrideIncomplete)
        : Optional("override.reason", request.Reason, NoteLength).Optional("override.approver", request.Approver)
            .Optional("override.documentNumber", request.DocumentNumber);

    private TextRules Say(Refusal refusal)
    {
        Refusal ??= refusal;
        return this;
    }

    // Control characters, what ends a line without being seen to, marks that turn the reading direction and so make one name look like
    // another, and what an earlier program left where it lost a character.
    private static bool NobodyTyped(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or >= '\uFFF9';

    private static bool Invisible(char c) => c is '\u00AD' or (>= '\u200B' and <= '\u200F') or '\u2060' or '\uFEFF';

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }

    // An 18-digit identity number or an 11-digit mobile number standing by itself. The decimals of a coordinate are neither.
    [GeneratedRegex(@"(?<!\d)(?<!\d\.)(\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")]
    private static partial Regex PersonalNumber();
}
