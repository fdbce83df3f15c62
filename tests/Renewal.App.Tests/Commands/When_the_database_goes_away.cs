using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;

namespace Renewal.App.Tests.Commands;

/// <summary>The database of a running server goes away: it logs this once and recovers when the database is back.</summary>
public sealed class When_the_database_goes_away(CliFixture cli) : IClassFixture<CliFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task the_log_says_it_once_and_the_office_recovers()
    {
        var token = await TokenAsync("wang");
        await using var fixture = await ServerProcess.StartAsync(cli.Program, "serve");
        // Health must not depend on authentication.
        using var http = Browse(fixture, token);

        var shown = new List<string>();
        await CutAsync(true);
        try
        {
            await UntilReadyIsAsync(http, HttpStatusCode.ServiceUnavailable);
            var ready = JsonDocument.Parse(await (await http.GetAsync("/health/ready")).Content.ReadAsStringAsync()).RootElement;
            Assert.Equal("database.away", ready.GetProperty("codes")[0].GetString());
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live")).StatusCode);
            var page = await http.GetAsync("/areas");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
            shown.Add(Regex.Match(await page.Content.ReadAsStringAsync(), "<span class=\"code\">([^<]+)</span>").Groups[1].Value);
            var api = await http.GetAsync("/api/areas");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, api.StatusCode);
            shown.Add(JsonDocument.Parse(await api.Content.ReadAsStringAsync()).RootElement.GetProperty("traceId").GetString()!);
            // Long enough for everything in the background to fail more than once.
            await Task.Delay(TimeSpan.FromSeconds(6), TestContext.Current.CancellationToken);
        }
        finally
        {
            await CutAsync(false);
        }

        await UntilReadyIsAsync(http, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/areas")).StatusCode);
        using var entry = new StringContent(
            """{"category":"funds","description":"after it","raisedOn":"2021-01-04"}""", new MediaTypeHeaderValue("application/json"));
        Assert.Equal(HttpStatusCode.OK, (await http.PostAsync("/api/areas/haikoucun/obstacles", entry)).StatusCode);
        // The watch checks every second.
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);

        var log = (await fixture.StopAsync()).Done().Error;
        var trouble = LogLine.Read(log).Where(line => line.IsTrouble).ToList();
        Assert.Single(trouble, line => line.Message.Contains("The database is away", StringComparison.Ordinal));
        Assert.Single(trouble, line => line.Message.Contains("The database is back", StringComparison.Ordinal));
        // Without a stack, and still under the number that was shown.
        Assert.Single(trouble, line => line.Message == $"Page /areas failed, reference {shown[0]}");
        Assert.Single(trouble, line => line.Message == $"API GET /api/areas failed, reference {shown[1]}");
        Assert.All(shown, reference => Assert.Matches("^[0-9a-f]{32}$", reference));
        Assert.DoesNotContain("   at ", log, StringComparison.Ordinal);
        Assert.True(trouble.Count == 4, string.Join('\n', trouble));
    }

    [Fact]
    public async Task a_statement_that_fails_is_still_told_whole()
    {
        var token = await TokenAsync("zhao");
        await using var fixture = await ServerProcess.StartAsync(cli.Program, "serve");
        using var http = Browse(fixture, token);
        var shown = "";
        await cli.RunAsync("alter table renewal.mt_doc_account rename to mt_doc_account_aside");
        try
        {
            var page = await http.GetAsync("/areas");
            Assert.Equal(HttpStatusCode.InternalServerError, page.StatusCode);
            shown = Regex.Match(await page.Content.ReadAsStringAsync(), "<span class=\"code\">([^<]+)</span>").Groups[1].Value;
        }
        finally
        {
            await cli.RunAsync("alter table renewal.mt_doc_account_aside rename to mt_doc_account");
        }

        var log = (await fixture.StopAsync()).Done().Error;
        var told = Assert.Single(LogLine.Read(log), line => line.Message == $"Page /areas failed, reference {shown}");
        Assert.Contains("42P01", told.Exception, StringComparison.Ordinal);
        Assert.Contains("   at ", told.Exception, StringComparison.Ordinal);
        Assert.DoesNotContain("The database", log, StringComparison.Ordinal);
    }

    private static HttpClient Browse(ServerProcess fixture, string? token) => new()
    {
        BaseAddress = new Uri(fixture.Url),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    private async Task<string?> TokenAsync(string officer)
    {
        (await cli.Program.RunAsync("user", "add", officer, "--role", "officer", "--jurisdiction", "420112001")).Done();
        var made = (await cli.Program.RunAsync("token", "create", "monitor", "--account", officer, "--json")).Done();
        return made.Json.GetProperty("token").GetString();
    }

    /// <summary>Every connection is terminated, and none can be opened.</summary>
    private async Task CutAsync(bool cut)
    {
        var there = new NpgsqlConnectionStringBuilder(cli.ConnectionString);
        var name = there.Database;
        (there.Database, there.Pooling) = ("postgres", false);
        await CliFixture.RunAsync(there.ConnectionString, $"alter database \"{name}\" allow_connections {!cut}");
        if (cut) await CliFixture.RunAsync(
            there.ConnectionString, $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
        NpgsqlConnection.ClearPool(new NpgsqlConnection(cli.ConnectionString));
    }

    private static async Task UntilReadyIsAsync(HttpClient http, HttpStatusCode expected)
    {
        using var limit = new CancellationTokenSource(Patience);
        while ((await http.GetAsync("/health/ready", limit.Token)).StatusCode != expected) await Task.Delay(100, limit.Token);
    }
}
