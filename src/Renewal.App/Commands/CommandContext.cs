using System.CommandLine;
using Renewal.App.Hosting;
using Renewal.Domain;
using Renewal.Domain.Access;
using Renewal.Features.Accounts;
using Renewal.Features.Store;
using Renewal.Features.Time;

namespace Renewal.App.Commands;

/// <summary>The context of a running command: arguments, terminal, and, on demand, database and services.</summary>
internal sealed class CommandContext(ParseResult parsed, CancellationToken ct) : IAsyncDisposable
{
    private Database? database;
    private IHost? host;
    private Actor? actor;
    private bool started;

    public Terminal Terminal { get; } = new();

    public CancellationToken Ct { get; } = ct;

    /// <summary>The output is one JSON document.</summary>
    public bool Json => parsed.GetValue<bool>("--json");

    public string? Connection => parsed.GetValue<string?>("--connection");

    /// <summary>The key of an account, given here or in the environment.</summary>
    public string? Token =>
        parsed.GetValue<string?>("--token")
        ?? (Environment.GetEnvironmentVariable("RENEWAL_TOKEN") is { Length: > 0 } token ? token : null);

    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    public T Value<T>(Argument<T> argument) => parsed.GetValue(argument)!;

    public static TimeProvider OfficeTime
    {
        get
        {
            try
            {
                return AppSettings.TimeFor(AppSettings.DefaultEnvironment);
            }
            catch (FormatException)
            {
                throw CommandFailed.Usage(CliText.Of("bad.now", Environment.GetEnvironmentVariable("RENEWAL_NOW")));
            }
        }
    }

    /// <summary>Settings for a host on that database.</summary>
    public static AppSettings Settings(Database on) => new()
    {
        ConnectionString = on.ConnectionString,
        OfficeTime = OfficeTime,
        Nodes = !on.Embedded && Environment.GetEnvironmentVariable("RENEWAL_NODES") is ("1" or "true"),
    };

    public async Task<Database> DatabaseAsync()
    {
        try
        {
            return database ??= await Database.OpenAsync(Connection, AppSettings.DefaultDataFolder, Terminal, Ct);
        }
        catch (ArgumentException unreadable)
        {
            throw CommandFailed.Usage(CliText.Of("bad.connection", unreadable.Message));
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed("data.unusable", CliText.Of("data.unusable", AppSettings.DefaultDataFolder, closed.Message));
        }
    }

    /// <summary>Resolves a service of the host, after the schema was checked.</summary>
    public async Task<T> GetAsync<T>() where T : notnull => (await HostAsync()).Services.GetRequiredService<T>();

    /// <summary>The host, after the schema was checked.</summary>
    public async Task<IHost> HostAsync(bool ensureSchema = true)
    {
        if (host is not null) return host;
        host = CommandHost.Build(Settings(await DatabaseAsync()) with { Serving = false });
        if (ensureSchema) await host.EnsureSchemaAsync(Ct);
        return host;
    }

    /// <summary>Like <see cref="GetAsync{T}"/>, for services that send messages to handlers.</summary>
    public async Task<T> GetStartedAsync<T>() where T : notnull
    {
        var service = await GetAsync<T>();
        if (!started) await host!.StartAsync(Ct);
        started = true;
        return service;
    }

    /// <summary>As of which day, and as known when.</summary>
    public async Task<Moment> MomentAsync(Option<DateOnly?> on, Option<DateTimeOffset?> knownAt) =>
        new(Value(on) ?? (await GetAsync<OfficeClock>()).Today, Value(knownAt));

    /// <summary>
    /// The actor: the account of the token, else the operator of this machine. The operator has the database's credentials, so refusing
    /// would protect nothing; the name is recorded.
    /// </summary>
    public async Task<Actor> ActorAsync()
    {
        if (actor is not null) return actor;
        if (Token is not { } token) return actor = new Actor($"cli:{Environment.UserName}", Role.Manager, [Jurisdiction.Everywhere]);
        var account = await (await GetAsync<Accounts>()).FindByTokenAsync(token, Ct);
        return actor = account?.ToActor() ?? throw new CommandFailed("token.invalid", CliText.Of("token.invalid"));
    }

    /// <summary>The operator of the machine may manage accounts; a token must be an administrator's.</summary>
    public async Task<Actor> KeeperAsync()
    {
        var asking = await ActorAsync();
        if (Token is null || asking.Role == Role.Admin) return asking;
        throw CommandFailed.By(Refusals.RoleForbids(asking.Role.Code, "accounts"));
    }

    public async Task<Provenance> ProvenanceAsync() => new(await ActorAsync(), Via.Cli);

    public async ValueTask DisposeAsync()
    {
        if (started) await host!.StopAsync(CancellationToken.None);
        if (host is IAsyncDisposable closing) await closing.DisposeAsync();
        else host?.Dispose();
        if (database is not null) await database.DisposeAsync();
    }
}
