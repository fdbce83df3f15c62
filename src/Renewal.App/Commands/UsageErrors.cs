using System.CommandLine;
using System.CommandLine.Parsing;

namespace Renewal.App.Commands;

/// <summary>
/// Usage errors in the chosen language, with the name of the argument. The parser's own messages are partly translated and do not name
/// a missing argument.
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
        // Errors of the parsers of days, instants and codes, and values that are not in a list.
        said.AddRange(parsed.Errors.Where(e => e.SymbolResult is OptionResult or ArgumentResult && !IsMissing(e.SymbolResult))
            .Select(e => e.Message));
        return said.Count > 0 ? said : [.. parsed.Errors.Select(e => e.Message)];
    }

    private static bool IsMissing(SymbolResult? result) => result is null || result.Tokens.Count == 0;
}
