using Testcontainers.PostgreSql;

namespace Renewal.Testing;

/// <summary>A PostgreSQL for tests, from one of three sources.</summary>
internal abstract class TestServer : IAsyncDisposable
{
    /// <summary>A connection string, or the word <c>docker</c> or <c>embedded</c> to insist on that way.</summary>
    internal const string Variable = "RENEWAL_TEST_POSTGRES";

    internal abstract string Origin { get; }

    internal abstract string ConnectionString { get; }

    /// <summary>True when the server outlives the tests, so that they have to clean up.</summary>
    internal virtual bool Stays => false;

    public abstract ValueTask DisposeAsync();

    /// <summary>The server named; else Docker where it answers at once; else one of our own.</summary>
    internal static async Task<TestServer> ChooseAsync()
    {
        switch (Environment.GetEnvironmentVariable(Variable))
        {
            case "docker":
                return await ContainerServer.StartAsync();
            case "embedded":
                return await EmbeddedServer.StartAsync();
            case { Length: > 0 } connectionString:
                return new ExternalServer(connectionString);
        }

        if (!await Docker.AnswersAsync())
        {
            return await EmbeddedServer.StartAsync();
        }

        try
        {
            return await ContainerServer.StartAsync();
        }
        catch (Exception failure)
        {
            // A Docker without the image, or without the way to get it, is no reason to fail where our own server would do.
            await Console.Error.WriteLineAsync($"Docker answers but gave no PostgreSQL: {failure.Message}");
            return await EmbeddedServer.StartAsync();
        }
    }

    private sealed class ExternalServer(string connectionString) : TestServer
    {
        internal override string Origin => $"the server named by {Variable}";

        internal override string ConnectionString => connectionString;

        internal override bool Stays => true;

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class ContainerServer(PostgreSqlContainer container) : TestServer
    {
        private const string Image = "postgres:17-alpine";

        internal override string Origin => $"a container of {Image}";

        internal override string ConnectionString => container.GetConnectionString();

        internal static async Task<ContainerServer> StartAsync()
        {
            var container = new PostgreSqlBuilder(Image)
                .WithCommand("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off", "-c", "max_connections=300")
                .Build();
            // Long enough for a first pull, short enough to notice that nothing will come.
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            try
            {
                await container.StartAsync(patience.Token);
                return new ContainerServer(container);
            }
            catch
            {
                await container.DisposeAsync();
                throw;
            }
        }

        public override ValueTask DisposeAsync() => container.DisposeAsync();
    }
}
