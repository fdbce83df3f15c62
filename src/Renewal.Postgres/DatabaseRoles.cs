using System.Security.Cryptography;
using Npgsql;

namespace Renewal.Postgres;

/// <summary>The roles of an embedded cluster and their passwords.</summary>
internal static class DatabaseRoles
{
    internal const string Administrator = "postgres";

    /// <summary>The application's role: it may create databases and roles, but is not a superuser.</summary>
    internal const string Application = "renewal";

    /// <summary>A new password in a file that only this user can read.</summary>
    internal static string NewPassword(string file)
    {
        var password = RandomNumberGenerator.GetHexString(48, lowercase: true);
        WritePrivately(file, password);
        return password;
    }

    /// <summary>Created with its final mode: otherwise it would be readable for a moment.</summary>
    internal static void WritePrivately(string file, string text)
    {
        File.Delete(file);
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(file, how);
        writer.Write(text);
    }

    internal static string ConnectionString(int port, string role, string password, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = role,
        Password = password,
        Database = database,
        MaxAutoPrepare = 100,
        AutoPrepareMinUsages = 2,
    }.ConnectionString;

    /// <summary>Creates the application's role and database if they are missing. Only one process does this at a time.</summary>
    internal static async Task ProvideAsync(int port, string password, string database, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(port, password, cancellation);
        if (!await ExistsAsync(connection, "select 1 from pg_roles where rolname = $1", Application, cancellation))
        {
            await RunAsync(connection, $"create role {Application} login createdb createrole password '{password}'", cancellation);
        }

        if (!await ExistsAsync(connection, "select 1 from pg_database where datname = $1", database, cancellation))
        {
            await RunAsync(connection, $"create database {database} owner {Application}", cancellation);
        }
    }

    /// <summary>As administrator and outside any pool: it must not leave connections behind that a stop would have to cut.</summary>
    internal static async Task<NpgsqlConnection> OpenAsync(int port, string password, CancellationToken cancellation)
    {
        var address = new NpgsqlConnectionStringBuilder(ConnectionString(port, Administrator, password, "postgres"))
        {
            Pooling = false,
            Timeout = 5,
        };
        var connection = new NpgsqlConnection(address.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string question, string name, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(question, connection) { Parameters = { new() { Value = name } } };
        return await command.ExecuteScalarAsync(cancellation) is not null;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string statement, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
