using System.Net;
using Renewal.Domain.Access;
using Renewal.Features.Accounts;

namespace Renewal.App.Tests.Auth;

/// <summary>No such address exists below /api: 401 without authentication, 404 with it.</summary>
[Collection(AuthCollection.Name)]
public sealed class When_using_a_token(AuthHost host) : IClassFixture<AuthHost>
{
    private const string Nowhere = "/api/no-such-thing";

    [Fact]
    public async Task a_good_one_is_let_in_and_stored_as_a_digest_only()
    {
        var key = await host.TokenAsync("li.na", "nightly export");
        Assert.Matches("^rnw_[0-9A-Za-z]{36}$", key);
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(key));
        Assert.Equal(0L, await host.Database.AskAsync<long>(
            $"select count(*) from renewal.mt_doc_access_token where data::text like '%{key}%' or data::text like '%{key[4..]}%'"));
        Assert.DoesNotContain(key, host.Log.Text);
    }

    [Fact]
    public async Task without_one_the_answer_is_a_problem_and_never_a_redirect()
    {
        using var browser = host.Browse().With("Accept", "text/html");
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post, HttpMethod.Delete })
        {
            var answer = await browser.SendAsync(method, Nowhere);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            Assert.Contains("\"code\":\"auth.required\"", await answer.Content.ReadAsStringAsync());
            Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
        }
    }

    [Fact]
    public async Task an_expired_one_is_refused()
    {
        var key = await host.TokenAsync("li.na", "short", DateTimeOffset.UtcNow.AddHours(1));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(key));
        await host.Database.RunAsync(
            "update renewal.mt_doc_access_token set data = data || '{\"expiresAt\": \"2020-01-01T00:00:00Z\"}' "
            + "where data->>'name' = 'short'");
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(key));
    }

    [Fact]
    public async Task a_revoked_one_is_refused_at_once()
    {
        var account = await host.Accounts.FindAsync("li.na", default);
        var made = (await host.Accounts.CreateTokenAsync("li.na", "to revoke", null, default)).Value!;
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(made.Key));
        Assert.Equal("token.unknown", (await host.Accounts.RevokeTokenAsync(Guid.NewGuid(), made.Token.Id, default))!.Code);
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(made.Key));
        Assert.Null(await host.Accounts.RevokeTokenAsync(account!.Id, made.Token.Id, default));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(made.Key));
    }

    [Fact]
    public async Task it_dies_with_the_account_and_stays_dead()
    {
        await host.AddAsync("feng.left", Role.Auditor);
        var key = await host.TokenAsync("feng.left", "export");
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(key));
        await host.Accounts.DisableAsync("feng.left", default);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(key));
        Assert.Equal("account.disabled", (await host.Accounts.CreateTokenAsync("feng.left", "again", null, default)).Refusal!.Code);
        await host.Accounts.EnableAsync("feng.left", default);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("rnw_")]
    [InlineData("rnw_000000000000000000000000000000000000")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("' or 1=1 --")]
    public async Task rubbish_is_refused(string key) => Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(key));

    [Fact]
    public void a_mistyped_one_is_known_without_asking_the_database()
    {
        var key = Secrets.NewToken();
        Assert.True(Secrets.LooksLikeToken(key));
        for (var i = 0; i < key.Length; i++)
        {
            var other = key[i] == 'x' ? 'y' : 'x';
            Assert.False(Secrets.LooksLikeToken(key[..i] + other + key[(i + 1)..]), $"changed at {i}");
        }
    }

    [Fact]
    public async Task a_bad_one_is_not_made_good_by_a_cookie()
    {
        using var browser = await host.SignInAsync("li.na");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(Nowhere)).StatusCode);
        var answer = await browser.SendAsync(HttpMethod.Get, Nowhere, null, ("Authorization", $"Bearer {Secrets.NewToken()}"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task its_last_use_is_noted_at_most_once_a_minute()
    {
        var account = (await host.Accounts.FindAsync("li.na", default))!;
        var key = await host.TokenAsync("li.na", "noted");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync(key)));
        var first = await Used();
        Assert.NotNull(first);
        await AskAsync(key);
        Assert.Equal(first, await Used());

        async Task<DateTimeOffset?> Used() =>
            (await host.Accounts.TokensAsync(account.Id, default)).Single(t => t.Name == "noted").LastUsedAt;
    }

    [Theory]
    [InlineData(0, "token.expiry")]
    [InlineData(367, "token.expiry")]
    [InlineData(365, null)]
    public async Task none_outlives_a_year(int days, string? code) =>
        Assert.Equal(code,
            (await host.Accounts.CreateTokenAsync("root-admin", $"for {days}", DateTimeOffset.UtcNow.AddDays(days), default))
                .Refusal?.Code);

    [Fact]
    public async Task a_person_makes_one_sees_it_once_and_revokes_it()
    {
        await host.AddAsync("chu.token", Role.Auditor);
        using var browser = await host.SignInAsync("chu.token");
        // A token's end is a real instant, so the day must lie ahead of the real clock, as the office counts days.
        var day = $"{Renewal.Features.Time.OfficeClock.DayOf(DateTimeOffset.UtcNow).AddDays(30):yyyy-MM-dd}";
        (string, string)[] form = [("tokenName", "report"), ("expires", day), ("present", AuthHost.Password)];
        var made = await (await browser.SubmitAsync("/me", "token", form)).Content.ReadAsStringAsync();
        var key = System.Text.RegularExpressions.Regex.Match(made, "rnw_[0-9A-Za-z]{36}").Value;
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(key));
        Assert.DoesNotContain(key, await (await browser.GetAsync("/me")).Content.ReadAsStringAsync());
        var again = await browser.SubmitAsync("/me", "token", form);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);

        var account = (await host.Accounts.FindAsync("chu.token", default))!;
        var id = Assert.Single(await host.Accounts.TokensAsync(account.Id, default)).Id.ToString();
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync("/me", "revoke", ("token", id))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(key));
    }

    private async Task<HttpStatusCode> AskAsync(string key)
    {
        using var script = host.Browse();
        return (await script.SendAsync(HttpMethod.Get, Nowhere, null, ("Authorization", $"Bearer {key}"))).StatusCode;
    }
}
