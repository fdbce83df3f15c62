using System.CommandLine;

namespace Renewal.App.Commands;

/// <summary>A command with its examples; its words come from the texts under its full name.</summary>
internal sealed class CliCommand : Command
{
    public CliCommand(string name, string textKey, params string[] examples) : base(name, CliText.Of(textKey)) => Examples = examples;

    /// <summary>Command lines to copy, shown by <c>--help</c>.</summary>
    public IReadOnlyList<string> Examples { get; }

    public CliCommand Runs(Func<CommandContext, Task<int>> run)
    {
        SetAction(async (parsed, ct) =>
        {
            await using var cli = new CommandContext(parsed, ct);
            return await run(cli);
        });
        return this;
    }
}
