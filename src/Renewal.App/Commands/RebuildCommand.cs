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
        var view = new Argument<string?>("VIEW") { Description = Say.Of("arg.view"), Arity = ArgumentArity.ZeroOrOne };
        var verb = new Verb("rebuild", "rebuild", "renewal rebuild", "renewal rebuild AreaCard", "renewal rebuild --json") { view };
        return verb.Runs(async desk =>
        {
            await using var gate = await EnterAsync((await desk.DatabaseAsync()).ConnectionString, desk.Ct);
            var host = await desk.HostAsync(ensureSchema: false);
            var known = host.Services.GetRequiredService<ViewGaps>().Names;
            if (desk.Value(view) is { } asked && !known.Contains(asked))
                throw CommandFailed.Usage(Say.Of("view.unknown", asked, string.Join(", ", known)));
            var rebuilt = new List<string>();
            foreach (var name in known.Where(name => desk.Value(view) is null || desk.Value(view) == name))
            {
                desk.Terminal.Report(Say.Of("view.rebuilding", name));
                await RunAsync(host.Services.GetRequiredService<IDocumentStore>(), name, desk.Ct);
                if (!desk.Json) desk.Terminal.Line(Say.Of("view.rebuilt", name));
                rebuilt.Add(name);
            }

            if (desk.Json) desk.Terminal.Json(new { rebuilt });
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
            ? new CommandFailed("view.in-use", Say.Of("view.in-use"))
            : new CommandFailed("view.rebuild-running", Say.Of("view.rebuild-running"));
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
