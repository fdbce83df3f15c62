using System.CommandLine;
using System.CommandLine.Parsing;

namespace Renewal.App.Commands;

/// <summary>
/// What is wrong with a command line, in the language chosen and by name. The parser's own words are half translated, and say of a missing
/// argument only that there is one.
/// </summary>
internal static class UsageErrors
{
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var (command, said) = (parsed.CommandResult.Command, new List<string>());
        said.AddRange(parsed.UnmatchedTokens.Select(token => CliText.Of("usage.unknown", token)));
        said.AddRange(command.Arguments.Where(a => a.Arity.MinimumNumberOfValues > 0 && IsMissing(parsed.GetResult(a)))
            .Select(a => CliText.Of("usage.needs", a.Name, a.Description ?? "")));
        said.AddRange(command.Options.Where(o => o.Required && IsMissing(parsed.GetResult(o)))
            .Select(o => CliText.Of("usage.needs", $"{o.Name} {o.HelpName}".TrimEnd(), o.Description ?? "")));
        if (said.Count == 0 && command is { Action: null, Subcommands: { Count: > 0 } below })
            said.Add(CliText.Of("usage.needs-command", string.Join(", ", below.Select(c => c.Name))));
        // What our own readers of days, instants and codes object to, and values that are not in a list.
        said.AddRange(parsed.Errors.Where(e => e.SymbolResult is OptionResult or ArgumentResult && !IsMissing(e.SymbolResult))
            .Select(e => e.Message));
        return said.Count > 0 ? said : [.. parsed.Errors.Select(e => e.Message)];
    }

    private static bool IsMissing(SymbolResult? result) => result is null || result.Tokens.Count == 0;
}
