using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Renewal.App.Hosting;
using Renewal.Domain.Areas;
using Renewal.Features.Areas;
using Renewal.Features.Portfolio;
using Renewal.Features.Time;
using Renewal.Features.Store;
using Renewal.Testing;
using Wolverine;

namespace Renewal.Features.Tests.Store;

public sealed class When_the_application_may_not_change_the_schema
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task it_runs_on_a_schema_made_for_it_and_cannot_touch_history()
    {
        var owner = await SharedPostgres.CreateDatabaseAsync("least");
        var role = "app_" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..8];
        var database = new NpgsqlConnectionStringBuilder(owner).Database;
        await ExecuteAsync(
            owner,
            $"""
            create role {role} login password 'test-only';
            revoke create on schema public from public;
            revoke create on database "{database}" from public
            """);
        var asRole = new NpgsqlConnectionStringBuilder(owner) { Username = role, Password = "test-only" }.ConnectionString;

        await using (var before = Build(asRole))
            await Assert.ThrowsAsync<SchemaMissingException>(() => before.EnsureSchemaAsync(Ct));

        await using (var setup = Build(owner))
        {
            await setup.EnsureSchemaAsync(Ct);
            await SchemaSetup.GrantAsync(setup.Services.GetRequiredService<Marten.IDocumentStore>(), role, Ct);
        }

        await using var app = Build(asRole);
        await app.EnsureSchemaAsync(Ct);
        await app.StartAsync(Ct);
        var answer = await AskAsync(app, StoreFixture.Register("least"));
        Assert.Null(answer.Refusal);
        Assert.Null((await AskAsync(app, new RaiseObstacle("least", "资金", "到位不足", new(2018, 2, 1)))).Refusal);
        Assert.Equal(2, (await app.Services.GetRequiredService<PortfolioQueries>()
            .ViewAsync(StoreFixture.Auditor, new Moment(new(2026, 6, 30), null), null, Ct)).Areas.Single().Version);

        foreach (var sql in new[] { "update renewal.mt_events set type = 'x'", "delete from renewal.mt_events",
            "delete from renewal.mt_streams", "create table renewal.x(i int)", "drop trigger zz_append_only on renewal.mt_events" })
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(asRole, sql))).SqlState);

        await app.StopAsync(Ct);
        await app.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        // Who is no superuser, as on the embedded server, may drop a role's rights only as its member.
        await ExecuteAsync(owner, $"grant {role} to current_user; drop owned by {role}; drop role {role}");
    }

    private static Microsoft.AspNetCore.Builder.WebApplication Build(string connectionString) => AppHost.Build(new AppSettings
    {
        ConnectionString = connectionString,
        Urls = "http://127.0.0.1:0",
    });

    private static async Task<CommandResult> AskAsync(Microsoft.AspNetCore.Builder.WebApplication app, AreaCommand command)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMessageBus>()
            .InvokeAsync<CommandResult>(new AreaCommandEnvelope(command, new Provenance(StoreFixture.Zhang, Via.Api)), Ct);
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
