using Renewal.Features.Imports.Files.Checks;

namespace Renewal.Features.Imports.Files;

/// <summary>One record of delimited text. A field may hold separators and line breaks if it is quoted; a quote inside is doubled.</summary>
/// <param name="QuoteLeftOpen">The text ended inside a quotation: the rest of the file may have been swallowed by this field.</param>
internal sealed record DelimitedRecord(List<string> Fields, bool QuoteLeftOpen);

/// <summary>Splits text into records lazily, so that reading the first few costs no more.</summary>
internal static class DelimitedRecords
{
    public static IEnumerable<DelimitedRecord> Of(string text, char separator)
    {
        var position = 0;
        while (position < text.Length)
        {
            var fields = new List<string>();
            bool open, more;
            do
            {
                (var field, open) = Field(text, separator, ref position);
                fields.Add(field);
                more = position < text.Length && text[position] == separator;
                if (more) position++;
                // The rest of a row that is too wide is skipped: a million commas must not become a million strings.
            }
            while (more && fields.Count <= LedgerLimits.Columns);

            yield return new DelimitedRecord(fields, open);
            SkipLineEnd(text, ref position);
        }
    }

    private static (string Field, bool Open) Field(string text, char separator, ref int position)
    {
        if (position >= text.Length || text[position] != '"') return (Plain(text, separator, ref position), false);

        var start = ++position;
        var doubled = false;
        while (position < text.Length)
        {
            if (text[position++] != '"') continue;
            if (position >= text.Length || text[position] != '"')
            {
                var quoted = Within(text, start, position - 1);
                if (doubled) quoted = quoted.Replace("\"\"", "\"", StringComparison.Ordinal);
                return (quoted + Plain(text, separator, ref position), false);
            }

            doubled = true;
            position++;
        }

        // The field that contains the rest of the file is not read.
        return ("", true);
    }

    private static string Plain(string text, char separator, ref int position)
    {
        var start = position;
        while (position < text.Length && text[position] != separator && text[position] is not ('\r' or '\n')) position++;
        return Within(text, start, position);
    }

    private static string Within(string text, int start, int end) => end - start <= LedgerLimits.CellCharacters
        ? text[start..end] : throw RefusedFileException.TooLarge("characters", LedgerLimits.CellCharacters);

    private static void SkipLineEnd(string text, ref int position)
    {
        if (position < text.Length && text[position] == '\r') position++;
        if (position < text.Length && text[position] == '\n') position++;
    }
}
