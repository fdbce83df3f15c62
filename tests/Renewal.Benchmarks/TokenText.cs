using System.Globalization;

namespace Renewal.Benchmarks;

/// <summary>What stands for the tokens in one write: the area, and id and time of each of its events.</summary>
internal sealed record TokenValues(SeededArea Area, List<Guid> Ids, List<DateTimeOffset> At)
{
    public object? Of(object? value) => value switch
    {
        Guid id when id == TokenText.Stream => Area.Id,
        Guid id when TokenText.VersionOf(id) is { } version => Ids[version - 1],
        DateTimeOffset at when TokenText.VersionOf(at) is { } version => At[version - 1],
        string text => text.Replace(TokenText.Code, Area.Code, StringComparison.Ordinal),
        _ => value,
    };
}

/// <summary>
/// Text made beforehand, with tokens where the code of an area, its id and those of its events, and their times belong. Putting them in
/// costs next to nothing, so what is timed is the database.
/// </summary>
internal sealed class TokenText
{
    public const string Code = "code-of-the-area";

    public static readonly Guid Stream = new("aaaaaaaa-0000-0000-0000-000000000000");

    private static readonly DateTimeOffset Start = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Literals and, between them, what is put in their place.
    private readonly List<(string Literal, Func<TokenValues, string>? Value)> parts = [];

    public static Guid Event(int version) => new(version, 0x0eee, 0, new byte[8]);

    public static DateTimeOffset At(int version) => Start.AddSeconds(version);

    public static int? VersionOf(Guid id)
    {
        var version = BitConverter.ToInt32(id.ToByteArray(), 0);
        return version > 0 && id == Event(version) ? version : null;
    }

    public static int? VersionOf(DateTimeOffset at) =>
        (at - Start).TotalSeconds is > 0 and < 10_000 and var seconds ? (int)seconds : null;

    /// <param name="versions">How many events it speaks of.</param>
    public static TokenText Of(string text, int versions)
    {
        var tokens = new Dictionary<string, Func<TokenValues, string>>
        {
            [Code] = values => values.Area.Code,
            [Stream.ToString()] = values => values.Area.Id.ToString(),
        };
        for (var version = 1; version <= versions; version++)
        {
            var place = version - 1;
            tokens[Event(version).ToString()] = values => values.Ids[place].ToString();
            tokens[Time(At(version))] = values => Time(values.At[place]);
        }

        var made = new TokenText();
        for (var from = 0; ;)
        {
            var (next, token) = tokens.Keys.Select(key => (At: text.IndexOf(key, from, StringComparison.Ordinal), Key: key))
                .Where(found => found.At >= 0).OrderBy(found => found.At).FirstOrDefault((-1, ""));
            if (next < 0)
            {
                made.parts.Add((text[from..], null));
                return made;
            }

            made.parts.Add((text[from..next], tokens[token]));
            from = next + token.Length;
        }
    }

    public string With(TokenValues values) => string.Concat(parts.SelectMany(part => new[] { part.Literal, part.Value?.Invoke(values) }));

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
}
