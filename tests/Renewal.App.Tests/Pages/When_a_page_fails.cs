using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Renewal.App.Hosting;
using Renewal.App.Pages;
using Renewal.App.Pages.Errors;
using Renewal.Features.Time;

namespace Renewal.App.Tests.Pages;

public sealed class When_a_page_fails : IAsyncLifetime
{
    private readonly HttpClient client = new();
    private WebApplication app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(AppHost).Assembly.GetName().Name });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddPages();
        builder.Services.AddAntiforgery();
        builder.Services.AddSingleton(new AppSettings { ConnectionString = "Host=db.example;Database=renewal;Password=secret-word" });
        builder.Services.AddSingleton(new OfficeClock(TimeProvider.System));
        app = builder.Build();
        app.UseErrorPages();
        app.MapStaticAssets();
        app.MapGet("/broken", string () => throw new InvalidOperationException("inner-secret"));
        app.MapGet("/down", string () => throw new InvalidOperationException(
            "x", new NpgsqlException("cannot connect to db.example", new System.Net.Sockets.SocketException(111))));
        app.MapGet("/skewed", string () => throw new ClockSkewedException(TimeSpan.FromHours(1)));
        app.MapGet("/forbidden", (Microsoft.AspNetCore.Http.HttpContext http) => { http.Response.StatusCode = 403; });
        app.MapGet("/api/forbidden", (Microsoft.AspNetCore.Http.HttpContext http) => { http.Response.StatusCode = 403; });
        // As the framework turns a form away: the status set, the answer called a page, and nothing in it.
        app.MapPost("/areas/{code}/{status:int}", (Microsoft.AspNetCore.Http.HttpContext http, int status) =>
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            http.Response.StatusCode = status;
        });
        app.MapPost("/reads", async (Microsoft.AspNetCore.Http.HttpContext http) => await http.Request.ReadFormAsync());
        await app.StartAsync();
        client.BaseAddress = new Uri(app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData("/broken", 500, "系统出错了")]
    [InlineData("/down", 503, "数据库暂时连不上")]
    [InlineData("/forbidden", 403, "无权查看")]
    [InlineData("/nowhere", 404, "没有找到")]
    public async Task it_is_told_in_the_frame_without_insides(string path, int status, string title)
    {
        var answer = await client.GetAsync(path);
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Contains($"<h1>{title}</h1>", WebUtility.HtmlDecode(page));
        Assert.Contains("id=\"main\"", page);
        Assert.Equal(status >= 500, WebUtility.HtmlDecode(page).Contains("编号：", StringComparison.Ordinal));
        Assert.DoesNotMatch("inner-secret|secret-word|db.example|Exception|   at ", page);
    }

    [Theory]
    [InlineData("zh-CN", "校准服务器时钟")]
    [InlineData("en", "synchronise the server clocks")]
    public async Task a_clock_that_is_off_is_told_with_what_to_do(string language, string what)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/skewed");
        request.Headers.Add("Accept-Language", language);
        var answer = await client.SendAsync(request);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromMinutes(1)), (answer.StatusCode, answer.Headers.RetryAfter?.Delta));
        Assert.Contains(what, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task it_is_told_in_the_readers_language()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/down");
        request.Headers.Add("Accept-Language", "en-GB,en;q=0.9");
        var page = await (await client.SendAsync(request)).Content.ReadAsStringAsync();
        Assert.Contains("The database cannot be reached", page);
        Assert.Contains("<html lang=\"en\">", page);
    }

    [Theory]
    [InlineData(400, "请求有误")]
    [InlineData(401, "请先登录")]
    public async Task a_form_turned_away_gives_back_what_was_typed(int status, string title)
    {
        using var sent = new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", "stale-token"), new("version", "7"), new("note", "征求<意见>"),
            new("on:plan-drafted", "2026-03-01"),
        ]);
        var answer = await client.PostAsync($"/areas/a/{status}", sent);
        var raw = await answer.Content.ReadAsStringAsync();
        var page = WebUtility.HtmlDecode(raw);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains($"<h1>{title}</h1>", page);
        Assert.Contains("<dd>征求<意见></dd>", page);
        Assert.Contains("&lt;", raw);
        Assert.Contains("<dt>补偿方案拟定上报</dt>", page);
        Assert.DoesNotContain("stale-token", page);
    }

    [Fact]
    public async Task a_form_that_cannot_be_read_is_the_senders_mistake()
    {
        using var sent = new StringContent("text=a%00b", null, "application/x-www-form-urlencoded");
        var answer = await client.PostAsync("/reads", sent);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("<h1>请求有误</h1>", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task programs_get_no_page() =>
        Assert.Equal("", await (await client.GetAsync("/api/forbidden")).Content.ReadAsStringAsync());
}
