using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Renewal.App.Hosting;
using Renewal.App.Tests.Auth;

namespace Renewal.App.Tests.Commands;

/// <summary>The number shown with a failure is the one in its log line, for a page and for the API alike.</summary>
[Collection(AuthCollection.Name)]
public sealed class When_a_failure_is_shown : IAsyncLifetime
{
    private const string NoSpace = ": no temporary file could be written in {1}: No space left on device";

    private readonly AuthDatabase database = new();
    private readonly CapturedLog log = new();
    private WebApplication app = null!;

    public async ValueTask InitializeAsync()
    {
        await database.CreateAsync();
        app = AppHost.Build(new AppSettings { ConnectionString = database.ConnectionString, Urls = "http://127.0.0.1:0" });
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        foreach (var place in new[] { "", "/api" })
        {
            app.MapGet($"{place}/broken", string () => throw new InvalidOperationException("inner")).AllowAnonymous();
            // As the operating system says it: ENOSPC.
            app.MapGet($"{place}/full", string () => throw new IOException("No space left on device", 28)).AllowAnonymous();
        }

        await app.EnsureSchemaAsync(CancellationToken.None);
        await app.StartAsync();
    }

    [Theory]
    [InlineData("/broken", 500, "Page /broken failed, reference {0} System.InvalidOperationException: inner")]
    [InlineData("/full", 503, "Page /full failed, reference {0}" + NoSpace)]
    [InlineData("/api/broken", 500, "API GET /api/broken failed, reference {0} System.InvalidOperationException: inner")]
    [InlineData("/api/full", 503, "API GET /api/full failed, reference {0}" + NoSpace)]
    public async Task its_number_is_in_its_log_line(string path, int status, string line)
    {
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var answer = await http.GetAsync(path);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 503, answer.Headers.RetryAfter is not null);
        var shown = path.StartsWith("/api", StringComparison.Ordinal)
            ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("traceId").GetString()!
            : Regex.Match(await answer.Content.ReadAsStringAsync(), "<span class=\"code\">([^<]+)</span>").Groups[1].Value;
        Assert.Matches("^[0-9a-f]{32}$", shown);
        Assert.Contains(string.Format(System.Globalization.CultureInfo.InvariantCulture, line, shown, Path.GetTempPath()),
            log.Text, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }
}
