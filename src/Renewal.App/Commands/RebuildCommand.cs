using System.CommandLine;
using Renewal.App.Hosting;
using Renewal.Features.Store;

namespace Renewal.App.Commands;

internal static class RebuildCommand
{
    public static Command Make()
    {
        var view = new Argument<string?>("VIEW") { Description = CliText.Of("arg.view"), Arity = ArgumentArity.ZeroOrOne };
        var command =
            new CliCommand("rebuild", "rebuild", "renewal rebuild", "renewal rebuild AreaDocument", "renewal rebuild --json") { view };
        return command.Runs(async cli =>
        {
            await using var held = await RebuildLock.TryAcquireAsync((await cli.DatabaseAsync()).ConnectionString, cli.Ct)
                ?? throw new CommandFailed("view.rebuild-running", CliText.Of("view.rebuild-running"));
            // What is written is right with or without it.
            using var lost = held.Lost.Register(
                () => cli.Terminal.Refuse("view.rebuild-lock-lost", CliText.Of("view.rebuild-lock-lost")));
            var host = await cli.HostAsync(ensureSchema: false);
            var known = ViewGaps.Names;
            if (cli.Value(view) is { } asked && !known.Contains(asked))
                throw CommandFailed.Usage(CliText.Of("view.unknown", asked, string.Join(", ", known)));
            var rebuilt = known.Where(name => cli.Value(view) is null || cli.Value(view) == name).ToList();
            cli.Terminal.Report(CliText.Of("view.rebuilding", string.Join(", ", rebuilt)));
            await host.Services.GetRequiredService<ViewRebuild>().RunAsync(rebuilt, cli.Terminal, cli.Ct);
            if (cli.Json) cli.Terminal.Json(new { rebuilt });
            else foreach (var name in rebuilt) cli.Terminal.Line(CliText.Of("view.rebuilt", name));
            return 0;
        });
    }
}
