using System.Collections.Concurrent;
using System.Security.Cryptography;
using Npgsql;
using Xunit;

namespace Renewal.Testing;

/// <summary>
/// One PostgreSQL for a test assembly and a new, empty database on request: <c>[assembly:
/// AssemblyFixture(typeof(PostgresFixture))]</c>, then by constructor or through <see cref="SharedPostgres"/>. Which server it is: see
/// docs/guides/databases-for-tests.md.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private readonly ConcurrentBag<string> made = [];
    private TestServer? server;

    /// <summary>Its source, as printed.</summary>
    public string Origin => Server.Origin;

    private TestServer Server => server ?? throw new InvalidOperationException("The fixture is not initialised.");

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.ChooseAsync();
        SharedPostgres.Fixture = this;
        var line = $"Tests use {server.Origin}";
        await Console.Error.WriteLineAsync(line);
        TestContext.Current.SendDiagnosticMessage(line);
    }

    /// <summary>A fresh database, sorting Chinese by pinyin on every server. The prefix says in a listing whose it is.</summary>
    public async Task<string> CreateDatabaseAsync(string prefix)
    {
        var plain = new string([.. prefix.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_').Take(40)]);
        var name = $"{plain}_{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        // template0 is never connected to, so that tests may ask at the same time.
        await RunAsync($"create database \"{name}\" template template0 encoding 'UTF8' locale_provider icu icu_locale 'zh-Hans-CN'");
        made.Add(name);
        return new NpgsqlConnectionStringBuilder(Server.ConnectionString)
        {
            Database = name,
            IncludeErrorDetail = true,
        }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        SharedPostgres.Fixture = null;
        if (server is null)
        {
            return;
        }

        if (server.Stays)
        {
            foreach (var name in made)
            {
                await RunAsync($"drop database if exists \"{name}\" with (force)");
            }
        }

        await server.DisposeAsync();
        server = null;
    }

    private async Task RunAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(Server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>The assembly's server for code that xUnit does not construct.</summary>
public static class SharedPostgres
{
    internal static PostgresFixture? Fixture { get; set; }

    /// <summary>As <see cref="PostgresFixture.CreateDatabaseAsync"/>.</summary>
    public static Task<string> CreateDatabaseAsync(string prefix) => Fixture?.CreateDatabaseAsync(prefix)
        ?? throw new InvalidOperationException("Add [assembly: AssemblyFixture(typeof(PostgresFixture))] to this test assembly.");
}
