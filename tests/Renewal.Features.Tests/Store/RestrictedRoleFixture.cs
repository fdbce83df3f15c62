using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Renewal.App.Hosting;
using Renewal.Features.Store;
using Renewal.Testing;

namespace Renewal.Features.Tests.Store;

/// <summary>A database with a separate role that may only run the application, as on a server.</summary>
public sealed class RestrictedRoleFixture : IAsyncLifetime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public string Owner { get; private set; } = "";

    /// <summary>The role's connection string, tuned as the program tunes it.</summary>
    public string Limited { get; private set; } = "";

    public string Role { get; } = "app_" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..8];

    public async ValueTask InitializeAsync()
    {
        Owner = await SharedPostgres.CreateDatabaseAsync("least_office");
        var database = new NpgsqlConnectionStringBuilder(Owner).Database;
        await OwnerRunsAsync(
            $"""
            create role {Role} login password 'test-only';
            grant {Role} to current_user;
            revoke create on schema public from public;
            revoke create on database "{database}" from public
            """);
        Limited = new NpgsqlConnectionStringBuilder(Owner)
        {
            Username = Role,
            Password = "test-only",
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
        }.ConnectionString;
        await using var setup = Build(Owner);
        await setup.EnsureSchemaAsync(Ct);
        await SchemaSetup.GrantAsync(setup.Services.GetRequiredService<Marten.IDocumentStore>(), Role, Ct);
    }

    public static WebApplication Build(string connectionString) => AppHost.Build(new AppSettings
    {
        ConnectionString = connectionString,
        Urls = "http://127.0.0.1:0",
    });

    public Task OwnerRunsAsync(string sql) => OwnerRunsAsync(Owner, sql);

    public static async Task OwnerRunsAsync(string owner, string sql)
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await OwnerRunsAsync($"drop owned by {Role}; drop role {Role}");
    }
}
