using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;
using Npgsql;
using Renewal.App.Hosting;
using Renewal.App.Texts;
using Renewal.Features.Store;
using Renewal.Postgres;

namespace Renewal.App.Commands;

/// <summary>The command line. Names and exit codes are published: scripts of other offices rely on them.</summary>
public static class Cli
{
    public const string Name = "renewal";

    public static async Task<int> RunAsync(string[] args)
    {
        Terminal.SpeakUtf8();
        CliText.ChooseLanguage(args);
        using var interrupt = new CancellationTokenSource();
        using var ctrlC = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        try
        {
            if (FrameworkCommands.Is(args)) return await FrameworkCommands.RunAsync(args, interrupt.Token);
            var parsed = Root().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count > 0 && parsed.Action is not HelpPage) return WrongUsage(parsed);
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, interrupt.Token);
        }
        catch (Exception failure)
        {
            return Explain(failure, new Terminal());
        }

        // The first Ctrl+C asks for a clean end, the second one ends the process.
        void Interrupt(PosixSignalContext signal)
        {
            // Supervisors may send SIGTERM more than once without wanting a hard exit; a person at the keyboard does.
            signal.Cancel = signal.Signal == PosixSignal.SIGTERM || !interrupt.IsCancellationRequested;
            interrupt.Cancel();
        }
    }

    /// <summary>All commands, in the chosen language.</summary>
    public static RootCommand Root()
    {
        var shared = new SharedOptions();
        var root = new RootCommand(CliText.Of("root"))
        {
            ServeCommand.Make(shared), DemoCommand.Make(shared), ImportCommand.Make(), ShowCommand.Make(shared),
            PortfolioCommand.Make(shared), CompareCommand.Make(shared), HistoryCommand.Make(shared), ReplayCommand.Make(),
            DeadlinesCommand.Make(shared), CatalogueCommand.Make(), UserCommand.Make(),
            TokenCommand.Make(), SchemaCommand.Make(), RebuildCommand.Make(), HealthCommand.Make(),
            shared.Json, shared.Lang, shared.Connection, shared.Token, shared.Urls,
        };
        ServeCommand.IsDefaultOf(root, shared);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpPage();
        help.Description = CliText.Of("opt.help");
        return root;
    }

    /// <summary><c>renewal import ledger</c>.</summary>
    public static string NameOf(Command command) => HelpPage.FullName(command);

    /// <summary>The help of a command, in the language chosen: docs/reference is made of it.</summary>
    public static string HelpOf(Command command) => HelpPage.Of(command);

    private static int WrongUsage(ParseResult parsed)
    {
        var terminal = new Terminal();
        foreach (var reason in UsageErrors.Of(parsed)) terminal.Refuse("usage", reason);
        terminal.Error.WriteLine(CliText.Of("help.hint", HelpPage.FullName(parsed.CommandResult.Command)));
        return CommandFailed.WrongUsage;
    }

    // The terminal shows one line; the log, or RENEWAL_DEBUG, has the details under the same reference.
    private static void ReportBug(Exception failure, Terminal terminal)
    {
        var reference = FailureReference.New();
        terminal.Refuse("internal", CliText.Of("internal", failure.GetType().Name, failure.Message, reference));
        if (!LoggingSetup.AreCollected && Environment.GetEnvironmentVariable("RENEWAL_DEBUG") is not { Length: > 0 }) return;
        LoggingSetup.Once(typeof(Cli).FullName!, log => log.LogError(failure, "Command failed, reference {Reference}", reference));
    }

    private static int Explain(Exception failure, Terminal terminal)
    {
        switch (failure)
        {
            case CommandFailed refused:
                terminal.Refuse(refused.Code, refused.Message);
                foreach (var line in refused.Advice) terminal.Error.WriteLine($"  {line}");
                return refused.ExitCode;
            case OperationCanceledException:
                terminal.Refuse("cancelled", CliText.Of("cancelled"));
                return CommandFailed.Refused;
            case InvalidSettingException setting:
                terminal.Refuse(setting.Code, CliText.Of(setting.TextKey, [.. setting.Values]));
                return CommandFailed.Refused;
            case PostgresUnavailableException none:
                // Chinese, English, then commands to copy.
                var lines = none.Message.Split(Environment.NewLine);
                terminal.Refuse(none.Code, lines[UiText.InEnglish ? Math.Min(1, lines.Length - 1) : 0]);
                foreach (var line in lines.Skip(2)) terminal.Error.WriteLine($"  {line}");
                return CommandFailed.Refused;
            case SchemaMissingException missing:
                terminal.Refuse("schema.missing", missing.Message);
                return CommandFailed.Refused;
            case var _ when ServerRefusal.Of(failure) is { Refusal: { Code: not "store.unavailable" } refusal }:
                terminal.Refuse(refusal.Code, UiText.Of(refusal));
                return CommandFailed.Refused;
            case ReleaseMismatchException early:
                terminal.Refuse("release.early", CliText.Of("release.early", early.Message));
                return CommandFailed.Refused;
            case SchemaIncompleteException incomplete:
                terminal.Refuse("schema.incomplete", incomplete.Message);
                return CommandFailed.Refused;
            case NpgsqlException down:
                terminal.Refuse("store.unavailable", CliText.Of("store.unavailable", down.Message));
                return CommandFailed.Refused;
            default:
                ReportBug(failure, terminal);
                return CommandFailed.Refused;
        }
    }
}
