using System.CommandLine;
using Marten;
using Npgsql;
using Renewal.App.Hosting;
using Renewal.Features.Store;

namespace Renewal.App.Commands;

internal static class RebuildCommand
{
    public static Command Make()
    {
        var view = new Argument<string?>("VIEW") { Description = CliText.Of("arg.view"), Arity = ArgumentArity.ZeroOrOne };
        var verb = new Verb("rebuild", "rebuild", "renewal rebuild", "renewal rebuild AreaCard", "renewal rebuild --json") { view };
        return verb.Runs(async cli =>
        {
            await using var gate = await EnterAsync((await cli.DatabaseAsync()).ConnectionString, cli.Ct);
            var host = await cli.HostAsync(ensureSchema: false);
            var known = host.Services.GetRequiredService<ViewGaps>().Names;
            if (cli.Value(view) is { } asked && !known.Contains(asked))
                throw CommandFailed.Usage(CliText.Of("view.unknown", asked, string.Join(", ", known)));
            var rebuilt = new List<string>();
            foreach (var name in known.Where(name => cli.Value(view) is null || cli.Value(view) == name))
            {
                cli.Terminal.Report(CliText.Of("view.rebuilding", name));
                await RunAsync(host.Services.GetRequiredService<IDocumentStore>(), name, cli.Ct);
                if (!cli.Json) cli.Terminal.Line(CliText.Of("view.rebuilt", name));
                rebuilt.Add(name);
            }

            if (cli.Json) cli.Terminal.Json(new { rebuilt });
            return 0;
        });
    }

    /// <summary>The turn to rebuild, or why not. The frameworks' own rebuild asks here too.</summary>
    public static async Task<RebuildGate> EnterAsync(string connectionString, CancellationToken ct)
    {
        var gate = await RebuildGate.EnterAsync(connectionString, ct);
        if (gate.Turn == RebuildTurn.Free) return gate;
        await gate.DisposeAsync();
        throw gate.Turn == RebuildTurn.InUse
            ? new CommandFailed("view.in-use", CliText.Of("view.in-use"))
            : new CommandFailed("view.rebuild-running", CliText.Of("view.rebuild-running"));
    }

    private static async Task RunAsync(IDocumentStore store, string view, CancellationToken ct)
    {
        try
        {
            await ViewRebuild.RunAsync(store, view, ct);
        }
        catch (Exception refused) when (Find(refused) is { SqlState: PostgresErrorCodes.InsufficientPrivilege } why)
        {
            // Emptying a view's table takes its owner.
            throw new CommandFailed("schema.refused", why.MessageText);
        }
    }

    private static PostgresException? Find(Exception? failure) =>
        failure is null ? null : failure as PostgresException ?? Find(failure.InnerException);
}
