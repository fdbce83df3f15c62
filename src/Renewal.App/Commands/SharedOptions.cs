using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Renewal.App.Texts;
using Renewal.Domain;

namespace Renewal.App.Commands;

/// <summary>Options and arguments that several commands share, created again for each parse of a command line.</summary>
internal sealed class SharedOptions
{
    public Option<bool> Json { get; } = new("--json") { Description = CliText.Of("opt.json"), Recursive = true };

    public Option<string?> Lang { get; } =
        new("--lang") { Description = CliText.Of("opt.lang"), HelpName = "zh|en", Recursive = true };

    public Option<string?> Connection { get; } =
        new("--connection") { Description = CliText.Of("opt.connection"), HelpName = "STRING", Recursive = true };

    public Option<string?> Token { get; } = new("--token") { Description = CliText.Of("opt.token"), HelpName = "TOKEN", Recursive = true };

    public Option<DateOnly?> On { get; } = Day("--on", "opt.on");

    public Option<DateTimeOffset?> KnownAt { get; } = new("--known-at")
    {
        Description = CliText.Of("opt.known-at"),
        HelpName = "INSTANT",
        CustomParser = result => ReadInstant(result.Tokens[0].Value) is { } instant ? instant : Bad<DateTimeOffset?>(result, "bad.instant"),
    };

    public Option<string?> Urls { get; } = new("--urls") { Description = CliText.Of("opt.urls"), HelpName = "URLS" };

    public SharedOptions() => Lang.AcceptOnlyFromAmong("zh", "en");

    public static Argument<string> Area() => new("AREA") { Description = CliText.Of("arg.area") };

    public static Option<DateOnly?> Day(string name, string textKey) => new(name)
    {
        Description = CliText.Of(textKey),
        HelpName = "DATE",
        CustomParser = result =>
            DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day : Bad<DateOnly?>(result, "bad.date"),
    };

    public static Option<string?> Among(string name, string textKey, params IEnumerable<string> known)
    {
        var option = new Option<string?>(name) { Description = CliText.Of(textKey), HelpName = name.TrimStart('-').ToUpperInvariant() };
        option.AcceptOnlyFromAmong([.. known]);
        return option;
    }

    public static Option<string?> Jurisdiction(string name, string textKey)
    {
        var option = Text(name, textKey);
        option.Validators.Add(result => RefuseJurisdiction(result, result.Tokens));
        return option;
    }

    /// <summary>For commands that have an option of their own for it.</summary>
    public static void RefuseJurisdiction(SymbolResult result, IReadOnlyList<Token> said)
    {
        if (said is [var code] && !Domain.Access.Jurisdiction.IsWellFormed(code.Value))
            result.AddError(UiText.Of(Refusals.JurisdictionUnknown(code.Value)));
    }

    public static Option<string?> Text(string name, string textKey) =>
        new(name) { Description = CliText.Of(textKey), HelpName = name.TrimStart('-').ToUpperInvariant() };

    // RFC 3339: an instant without an offset would depend on the machine's time zone.
    private static DateTimeOffset? ReadInstant(string text) =>
        text.Length >= 20 && text[10] is 'T' or 't' && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-')
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;

    public static T? Bad<T>(ArgumentResult result, string textKey)
    {
        result.AddError(CliText.Of(textKey, result.Tokens[0].Value));
        return default;
    }
}
