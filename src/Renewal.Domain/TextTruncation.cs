namespace Renewal.Domain;

/// <summary>Truncates a text that is too long to store, compare or repeat.</summary>
public static class TextTruncation
{
    /// <summary>At most this many UTF-16 code units, never ending with half a surrogate pair.</summary>
    public static string Truncate(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
