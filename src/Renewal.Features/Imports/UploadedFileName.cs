using Renewal.Domain;
using Renewal.Features.Imports.Values;

namespace Renewal.Features.Imports;

/// <summary>The name of an uploaded file as it is recorded: one line of text that PostgreSQL can store and a terminal can show.</summary>
internal static class UploadedFileName
{
    private const int Longest = 120;
    private const int LongestExtension = 10;

    /// <summary>Without folders: a browser may send a whole path.</summary>
    public static string Of(string fileName)
    {
        var name = Path.GetFileName(Plain(fileName).Replace('\\', '/')).Trim();
        if (name.Length == 0) return "upload";
        if (name.Length <= Longest) return name;
        var extension = Path.GetExtension(name) is { Length: <= LongestExtension } known ? known : "";
        return TextTruncation.Truncate(name, Longest - extension.Length) + extension;
    }

    /// <summary>
    /// Without invisible characters; a replacement character marks their places, so that the name does not turn into another word.
    /// </summary>
    public static string Plain(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune =>
            rune.Value < 0x20 || LedgerText.HasControlCharacters(rune.ToString()) ? "_" : rune.ToString()));
}
