using System.CommandLine;
using System.Diagnostics;
using Renewal.App.Hosting.Telemetry;

namespace Renewal.App.Commands;

/// <summary>A command with examples; its texts are found under its full name.</summary>
internal sealed class CliCommand : Command
{
    public CliCommand(string name, string textKey, params string[] examples) : base(name, CliText.Of(textKey)) => Examples = examples;

    /// <summary>Command lines to copy, shown by <c>--help</c>.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <param name="isTraced">False for what runs until it is stopped, whose requests are traced instead.</param>
    public CliCommand Runs(Func<CommandContext, Task<int>> run, bool isTraced = true)
    {
        SetAction(async (parsed, ct) =>
        {
            using var telemetry = isTraced && TelemetrySwitch.IsOn ? CommandTelemetry.Start(Cli.NameOf(this)) : null;
            await using var cli = new CommandContext(parsed, ct);
            var exitCode = await run(cli);
            Activity.Current?.SetTag("renewal.exit_code", exitCode);
            return exitCode;
        });
        return this;
    }
}
