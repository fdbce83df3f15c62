using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Renewal.App.Tests.Commands;
using Renewal.Testing;

namespace Renewal.App.Tests.Releases;

/// <summary>
/// A database that a program without a release has written, and the program before and after the release, each as processes. For
/// the later one the database's clock is three hours ahead when asked: a release must be a minute past before it is worked in.
/// </summary>
internal sealed class ReleasePrograms : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("renewal-release").FullName;
    private readonly string connectionString;
    private string token = "";

    private ReleasePrograms(string connectionString) =>
        (this.connectionString, Older) = (connectionString, new CliProgram(connectionString, folder));

    public CliProgram Older { get; }

    /// <summary>After everything that the older program has imported.</summary>
    public DateTimeOffset ReleasedAt { get; private set; }

    /// <summary>Has the release and may work it in.</summary>
    public CliProgram Installing => Later(connectionString + ";Options=-c renewal_test.ahead=3h");

    /// <summary>Has the release, with the clock as it is.</summary>
    public CliProgram Newer => Later(connectionString);

    /// <param name="released">How long after the import.</param>
    public static async Task<ReleasePrograms> StartAsync(string name, TimeSpan released = default)
    {
        var there = await SharedPostgres.CreateDatabaseAsync(name);
        await CliFixture.RunAsync(there,
            $"""
            create schema ahead;
            create function ahead.clock_timestamp() returns timestamptz language sql volatile as $$
              select pg_catalog.clock_timestamp() + coalesce(nullif(current_setting('renewal_test.ahead', true), ''), '0')::interval $$;
            alter database "{new NpgsqlConnectionStringBuilder(there).Database}" set search_path = ahead, pg_catalog, public;
            """);
        NpgsqlConnection.ClearPool(new NpgsqlConnection(there));
        var programs = new ReleasePrograms(there);
        (await programs.Older.RunAsync("import", "ledger", CliFixture.Sample)).Done();
        (await programs.Older.RunAsync("user", "add", "li", "--role", "officer", "--jurisdiction", "420112001")).Done();
        var made = (await programs.Older.RunAsync("token", "create", "release", "--account", "li", "--json")).Done();
        programs.token = made.Json.GetProperty("token").GetString()!;
        programs.ReleasedAt = new DateTimeOffset(await programs.AskAsync<DateTime>("select date_trunc('milliseconds', now())")) + released;
        return programs;
    }

    /// <summary>Records an obstacle. Null is success, otherwise the code of the refusal.</summary>
    public async Task<string?> WriteAsync(string url, string text)
    {
        using var http = Client(url);
        return await TryAsync(http, text) is var code && code is "version.conflict" or "key.in-flight" ? await WriteAsync(url, text) : code;
    }

    private static async Task<string?> TryAsync(HttpClient http, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/areas/haikoucun/obstacles")
        {
            Content = JsonContent.Create(new { category = "residents", description = text, raisedOn = "2021-01-04" }),
        };
        request.Headers.Add("Idempotency-Key", text);
        using var answer = await http.SendAsync(request);
        if (answer.IsSuccessStatusCode) return null;
        var code = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
        if (code == "program.older") Assert.Equal((503, 60d), ((int)answer.StatusCode, answer.Headers.RetryAfter?.Delta?.TotalSeconds));
        return code;
    }

    public HttpClient Client(string url)
    {
        var client = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public Task RunAsync(string sql) => CliFixture.RunAsync(connectionString, sql);

    public async Task UntilAsync(string count, long least = 1)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (await AskAsync<long>(count) < least) await Task.Delay(50, limit.Token);
    }

    /// <summary>Holds the row of one stream, so that a rebuild waits for it, until it is disposed of.</summary>
    public async Task<NpgsqlConnection> HoldStreamAsync()
    {
        var holding = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await holding.OpenAsync();
        await using var command = new NpgsqlCommand(
            "begin; select from renewal.mt_streams where id = (select min(id::text)::uuid from renewal.mt_doc_areadocument) for update",
            holding);
        await command.ExecuteNonQueryAsync();
        return holding;
    }

    /// <summary>Milestones that all areas need, as known at an instant.</summary>
    public Task<long> RequiredAsync(DateTimeOffset knownAt, string on = "2026-06-30") => AskAsync<long>(string.Create(
        CultureInfo.InvariantCulture, $"select sum(milestones_required) from renewal.areas_as_of('{on}', '{knownAt:O}')"));

    public async Task ReplayFindsNothingAsync() =>
        Assert.Equal(0, (await Newer.RunAsync("replay", "--json")).Done().Json.GetProperty("differences").GetArrayLength());

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private CliProgram Later(string on) => new(on, folder)
    {
        Environment =
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location,
            [StartupHook.Variable] = ReleasedAt.ToString("O", CultureInfo.InvariantCulture),
        },
    };
}
