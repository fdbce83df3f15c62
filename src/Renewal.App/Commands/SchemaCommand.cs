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

    public static Command Make() => new Verb("schema", "schema") { Apply(), Check() };

    private static Verb Apply()
    {
        var grant = Switches.Text("--grant", "opt.grant");
        grant.HelpName = "ROLE";
        var verb = new Verb("apply", "schema.apply", "renewal schema apply", "renewal schema apply --grant renewal_app") { grant };
        return verb.Runs(async desk =>
        {
            var host = await desk.HostAsync(ensureSchema: false);
            var store = host.Services.GetRequiredService<IDocumentStore>();
            try
            {
                await SchemaSetup.ApplyAsync(store, host.Services.GetRequiredService<IMessageStore>(), desk.Ct);
                if (desk.Value(grant) is { } role)
                {
                    await SchemaSetup.GrantAsync(store, role, desk.Ct);
                    await MarkAsync((await desk.DatabaseAsync()).ConnectionString, desk.Ct);
                }
            }
            catch (Exception refused) when (Find(refused) is { SqlState: NoRight or NoSuchRole })
            {
                throw new CommandFailed("schema.refused", Find(refused)!.MessageText);
            }

            if (desk.Json) desk.Terminal.Json(new { applied = true, granted = desk.Value(grant) });
            else desk.Terminal.Line(desk.Value(grant) is { } to ? Say.Of("schema.granted", to) : Say.Of("schema.applied"));
            return 0;
        });
    }

    // Granted to a role, it is a server's record: the role that serves it may not say so, and a demonstration must keep off from now on.
    private static async Task MarkAsync(string connectionString, CancellationToken ct)
    {
        if (await RecordMark.ReadAsync(connectionString, ct) == RecordState.Empty)
            await RecordMark.WriteAsync(connectionString, demo: false, ct);
    }

    private static Verb Check() => new Verb("check", "schema.check", "renewal schema check").Runs(async desk =>
    {
        var host = await desk.HostAsync(ensureSchema: false);
        var store = host.Services.GetRequiredService<IDocumentStore>();
        if (!await SchemaSetup.IsThereAsync((await desk.DatabaseAsync()).ConnectionString, desk.Ct))
            throw new CommandFailed("schema.missing", Say.Of("schema.missing"));
        var migration = await store.Storage.CreateMigrationAsync();
        var differs = migration.Deltas.Where(delta => delta.Difference != Weasel.Core.SchemaPatchDifference.None)
            .Select(delta => delta.SchemaObject.Identifier.QualifiedName).ToList();
        if (desk.Json) desk.Terminal.Json(new { matches = differs.Count == 0, differs });
        else if (differs.Count == 0) desk.Terminal.Line(Say.Of("schema.matches"));
        else foreach (var name in differs) desk.Terminal.Line(name);
        if (differs.Count == 0) return 0;
        desk.Terminal.Refuse("schema.differs", Say.Of("schema.differs", differs.Count));
        return CommandFailed.Refused;
    });

    private static PostgresException? Find(Exception? failure) =>
        failure is null ? null : failure as PostgresException ?? Find(failure.InnerException);
}
