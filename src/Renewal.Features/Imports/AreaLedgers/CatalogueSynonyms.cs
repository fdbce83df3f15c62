using Renewal.Features.Imports.Values;

namespace Renewal.Features.Imports.AreaLedgers;

/// <summary>
/// The words offices use for entries of a catalogue, each mapped to one code. Whole words only: 挂牌督战 (a way of supervising) contains 挂牌
/// and is not that stage. A word that could mean two codes is in no list, so its row is refused and somebody decides.
/// </summary>
internal sealed class CatalogueSynonyms
{
    private static readonly char[] between = ['(', ')', '/', '、', ',', '+', ';'];

    private readonly Dictionary<string, string> codes = new(StringComparer.Ordinal);
    private readonly string[] tails;

    /// <param name="tails">Endings without meaning of their own, such as 类 in 微改造类.</param>
    public CatalogueSynonyms(string[] tails, params (string Code, string[] Words)[] entries)
    {
        this.tails = tails;
        foreach (var (code, words) in entries)
        {
            foreach (var word in words.Append(code)) codes.Add(LedgerText.Folded(word), code);
        }
    }

    /// <summary>The code; null when the text is unknown, or names several codes.</summary>
    public string? CodeOf(string text)
    {
        var folded = LedgerText.Folded(text);
        if (Single(folded) is { } code) return code;

        // 国有土地征收（旧城改造） says the same thing twice; 征收、微改造 says two things.
        var parts = folded.Split(between, StringSplitOptions.RemoveEmptyEntries);
        var meant = parts.Select(Single).Distinct().ToList();
        return parts.Length > 1 && meant is [{ } same] ? same : null;
    }

    private string? Single(string word)
    {
        if (codes.GetValueOrDefault(word) is { } code) return code;
        var tail = tails.FirstOrDefault(ending => word.EndsWith(ending, StringComparison.Ordinal));
        return tail is null ? null : codes.GetValueOrDefault(word[..^tail.Length]);
    }
}
