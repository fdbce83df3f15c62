namespace Renewal.Domain;

/// <summary>The beginning of a text, where the whole is too long to keep, to compare or to repeat.</summary>
public static class TextTruncation
{
    /// <summary>At most so many UTF-16 units, and never one half of a character that is a pair: that alone is no text.</summary>
    public static string Truncate(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
