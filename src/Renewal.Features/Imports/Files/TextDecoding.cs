using System.Text;

namespace Renewal.Features.Imports.Files;

/// <summary>
/// Finds the encoding by strictness: UTF-8 accepts almost nothing that is not UTF-8, so it is tried first; GB18030, which Excel writes
/// on a Chinese Windows, second. What neither accepts is refused, because a wrong guess would store wrong characters permanently.
/// </summary>
internal static class TextDecoding
{
    /// <summary>The text without its byte order mark, and the encoding's name; null when no encoding fits without a loss.</summary>
    public static (string Text, string Encoding)? Decode(byte[] content)
    {
        if (content.AsSpan().StartsWith<byte>([0xFF, 0xFE])) return Strictly(new UnicodeEncoding(false, true, true), content, "utf-16");
        if (content.AsSpan().StartsWith<byte>([0xFE, 0xFF])) return Strictly(new UnicodeEncoding(true, true, true), content, "utf-16");
        return Strictly(new UTF8Encoding(false, true), content, "utf-8") ?? Strictly(Gb18030(), content, "gb18030");
    }

    private static Encoding Gb18030() =>
        Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    private static (string Text, string Encoding)? Strictly(Encoding encoding, byte[] content, string name)
    {
        try
        {
            return (encoding.GetString(content).TrimStart('\uFEFF'), name);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
