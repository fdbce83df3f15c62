using System.CommandLine;
using Marten;
using Npgsql;
using Renewal.App.Hosting;
using Renewal.Features.Store;
using Wolverine.Persistence.Durability;

namespace Renewal.App.Commands;

internal static class SchemaCommand
{
    private const string NoRight = PostgresErrorCodes.InsufficientPrivilege;
    private const string NoSuchRole = PostgresErrorCodes.UndefinedObject;

    public static Command Make() => new CliCommand("schema", "schema") { Apply(), Check() };

    private static CliCommand Apply()
    {
        var grant = SharedOptions.Text("--grant", "opt.grant");
        grant.HelpName = "ROLE";
        var grantRead = SharedOptions.Text("--grant-read", "opt.grant-read");
        grantRead.HelpName = "ROLE";
        var command = new CliCommand("apply", "schema.apply",
            "renewal schema apply", "renewal schema apply --grant renewal_app", "renewal schema apply --grant-read reports")
        {
            grant, grantRead,
        };
        return command.Runs(async cli =>
        {
            var host = await cli.HostAsync(ensureSchema: false);
            var store = host.Services.GetRequiredService<IDocumentStore>();
            List<string> rebuilt;
            try
            {
                var made = await SchemaSetup.ApplyAsync(store, host.Services.GetRequiredService<IMessageStore>(), cli.Ct);
                if (cli.Value(grant) is { } role)
                {
                    await SchemaSetup.GrantAsync(store, role, cli.Ct);
                    await MarkAsync((await cli.DatabaseAsync()).ConnectionString, cli.Ct);
                }

                if (cli.Value(grantRead) is { } reader) await SchemaSetup.GrantReadAsync(store, reader, cli.Ct);
                var gaps = await host.Services.GetRequiredService<ViewGaps>().LookAsync(cli.Ct);
                rebuilt = [.. gaps.Where(gap => gap.Cause is null).Select(gap => gap.View).Union(made)
                    .Union(await WorkedInReleases.ViewsBehindAsync(store, cli.Ct))];
                // A server that starts meanwhile may be doing the same.
                await using var turn = await RebuildLock.AcquireAsync((await cli.DatabaseAsync()).ConnectionString, cli.Ct);
                await host.Services.GetRequiredService<ViewRebuild>().RunAsync(rebuilt, cli.Terminal, cli.Ct);
            }
            catch (Exception refused) when (Find(refused) is { SqlState: NoRight or NoSuchRole })
            {
                throw new CommandFailed("schema.refused", Find(refused)!.MessageText);
            }

            if (cli.Json)
            {
                cli.Terminal.Json(new { applied = true, granted = cli.Value(grant), grantedRead = cli.Value(grantRead), rebuilt });
                return 0;
            }

            cli.Terminal.Line(cli.Value(grant) is { } to ? CliText.Of("schema.granted", to) : CliText.Of("schema.applied"));
            if (cli.Value(grantRead) is { } reads) cli.Terminal.Line(CliText.Of("schema.granted-read", reads));
            foreach (var view in rebuilt) cli.Terminal.Line(CliText.Of("view.rebuilt", view));
            return 0;
        });
    }

    // Granted to a role, the database is a real record: the application's role may not set the marker, and the demo must not use it.
    private static async Task MarkAsync(string connectionString, CancellationToken ct)
    {
        if (await DatabaseMarker.ReadAsync(connectionString, ct) == DatabaseKind.Empty)
            await DatabaseMarker.WriteAsync(connectionString, demo: false, ct);
    }

    private static CliCommand Check() => new CliCommand("check", "schema.check", "renewal schema check").Runs(async cli =>
    {
        var host = await cli.HostAsync(ensureSchema: false);
        var store = host.Services.GetRequiredService<IDocumentStore>();
        var missing = await SchemaSetup.MissingAsync(store, host.Services.GetRequiredService<IMessageStore>(), cli.Ct);
        if (SchemaSetup.IsEverything(missing)) throw new CommandFailed("schema.missing", CliText.Of("schema.missing"));
        var migration = await store.Storage.CreateMigrationAsync();
        // What is missing, by name, and what differs: the type of a column, the text of a function.
        var differs = migration.Deltas.Where(delta => delta.Difference != Weasel.Core.SchemaPatchDifference.None)
            .Select(delta => delta.SchemaObject.Identifier.QualifiedName).Concat(missing.Select(part => part.ToString())).ToList();
        if (cli.Json) cli.Terminal.Json(new { matches = differs.Count == 0, differs });
        else if (differs.Count == 0) cli.Terminal.Line(CliText.Of("schema.matches"));
        else foreach (var name in differs) cli.Terminal.Line(name);
        if (differs.Count == 0) return 0;
        cli.Terminal.Refuse("schema.differs", CliText.Of("schema.differs", differs.Count));
        return CommandFailed.Refused;
    });

    private static PostgresException? Find(Exception? failure) =>
        failure is null ? null : failure as PostgresException ?? Find(failure.InnerException);
}
