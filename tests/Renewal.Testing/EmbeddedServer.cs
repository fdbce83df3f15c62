using Renewal.Postgres;

namespace Renewal.Testing;

/// <summary>One cluster in a temporary folder for one run, without fsync, removed afterwards.</summary>
internal sealed class EmbeddedServer : TestServer
{
    private const string Prefix = "renewal-tests-";

    private readonly PostgresServer server;
    private readonly PostgresOptions options;

    private EmbeddedServer(PostgresServer server, PostgresOptions options) => (this.server, this.options) = (server, options);

    internal override string Origin => $"an embedded {server.Origin}";

    internal override string ConnectionString => server.ForDatabase("postgres");

    internal static async Task<EmbeddedServer> StartAsync()
    {
        await SweepAsync();
        var options = For(Path.Combine(Path.GetTempPath(), Prefix + Path.GetRandomFileName()));
        return new EmbeddedServer(await PostgresServer.StartAsync(options), options);
    }

    public override async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await RemoveAsync(options, server.DataFolder);
    }

    /// <summary>What runs killed in the middle left behind. Young folders may just be starting and are left alone.</summary>
    private static async Task SweepAsync()
    {
        var old = TimeProvider.System.GetUtcNow().AddHours(-2).UtcDateTime;
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            try
            {
                if (Directory.GetLastWriteTimeUtc(folder) < old)
                {
                    await RemoveAsync(For(folder), folder);
                }
            }
            catch (Exception failure) when (failure is PostgresUnavailableException or IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"Left {folder} where it is: {failure.Message}");
            }
        }
    }

    private static async Task RemoveAsync(PostgresOptions options, string dataFolder)
    {
        await PostgresServer.EraseAsync(options);
        foreach (var folder in new[] { dataFolder, options.DataFolder }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static PostgresOptions For(string folder) => new() { DataFolder = folder, Durable = false };
}
