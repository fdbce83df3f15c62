using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Renewal.App.Commands;

/// <summary>What <c>--help</c> prints; the reference page in docs is made of the same text.</summary>
internal sealed class HelpPage : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        Console.Out.Write(Of(parseResult.CommandResult.Command));
        return 0;
    }

    public static string Of(Command command)
    {
        var page = new StringWriter { NewLine = "\n" };
        page.WriteLine(command.Description);
        Section(page, "help.usage", [(Usage(command), "")]);
        Section(page, "help.arguments", command.Arguments.Select(argument => ($"<{argument.Name}>", argument.Description ?? "")));
        Section(page, "help.commands", command.Subcommands.Where(sub => !sub.Hidden).Select(sub => (sub.Name, FirstLine(sub.Description))));
        Section(page, "help.options", OptionsOf(command).Select(option => (Name(option), option.Description ?? "")));
        if (command is CliCommand described) Section(page, "help.examples", described.Examples.Select(example => (example, "")));
        if (command is RootCommand) Section(page, "help.more", CliText.Of("help.root").Split('\n').Select(line => (line.Trim(), "")));
        return page.ToString();
    }

    /// <summary><c>renewal import ledger</c>.</summary>
    public static string FullName(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{FullName(parent)} {command.Name}" : Cli.Name;

    private static string Usage(Command command)
    {
        var arguments = command.Arguments.Select(argument =>
            argument.Arity.MinimumNumberOfValues == 0 ? $" [{argument.Name}]" : $" <{argument.Name}>");
        var required = command.Options.Where(option => option.Required).Select(option => $" {Name(option)}");
        var word = CliText.Of("help.command");
        var sub = command.Subcommands.Count == 0 ? "" : command.Action is null ? $" <{word}>" : $" [{word}]";
        return $"{FullName(command)}{sub}{string.Concat(arguments)}{string.Concat(required)} [{CliText.Of("help.option")}]";
    }

    private static IEnumerable<Option> OptionsOf(Command command)
    {
        var inherited = command.Parents.OfType<Command>().SelectMany(AllRecursive);
        return command.Options.Where(option => !option.Recursive).Concat(command.Options.Where(option => option.Recursive))
            .Concat(inherited)
            .Where(option => !option.Hidden && option is not VersionOption);
    }

    private static IEnumerable<Option> AllRecursive(Command command) =>
        command.Options.Where(option => option.Recursive).Concat(command.Parents.OfType<Command>().SelectMany(AllRecursive));

    private static string Name(Option option) =>
        option is HelpOption ? "--help, -h" : option.HelpName is null ? option.Name : $"{option.Name} {option.HelpName}";

    private static string FirstLine(string? text) => text?.Split('\n')[0] ?? "";

    private static void Section(TextWriter page, string heading, IEnumerable<(string Left, string Right)> lines)
    {
        var rows = lines.ToList();
        if (rows.Count == 0) return;
        var width = rows.Max(row => row.Right.Length == 0 ? 0 : DisplayWidth.Of(row.Left));
        page.WriteLine();
        page.WriteLine(CliText.Of(heading));
        foreach (var (left, right) in rows) page.WriteLine($"  {DisplayWidth.Pad(left, width)}  {right}".TrimEnd());
    }
}
