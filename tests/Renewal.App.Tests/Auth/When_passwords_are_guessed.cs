using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Renewal.Domain.Access;
using Renewal.Features.Accounts;

namespace Renewal.App.Tests.Auth;

/// <summary>The limits against an attacker must not lock the owner out: docs/decisions/0018.</summary>
[Collection(AuthCollection.Name)]
public sealed class When_passwords_are_guessed(AuthHost host) : IClassFixture<AuthHost>, IAsyncLifetime
{
    // Belongs to the host of the class, which stops it.
    private static WebApplication? _proxied;

    private SignInThrottle Throttle => host.App.Services.GetRequiredService<SignInThrottle>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await host.ForgetTriesAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task the_owner_gets_in_from_another_address()
    {
        var app = await BehindProxyAsync();
        Assert.Equal([401, 401, 401, 401, 401, 429, 429, 429, 429, 429, 429, 429], await GuessAsync(app, "203.0.113.7", "li.na", 12));
        Assert.Equal(429, await TryAsync(app, "203.0.113.7", "li.na", AuthHost.Password));
        Assert.Equal(302, await TryAsync(app, "203.0.113.8", "li.na", AuthHost.Password));
    }

    [Fact]
    public async Task the_owner_gets_in_from_the_same_address_on_a_device_used_before()
    {
        var app = await BehindProxyAsync();
        using var own = host.Browse(app).With("X-Forwarded-For", "203.0.113.20");
        Assert.Equal(302, Status(await SignInAsync(own, "li.na", AuthHost.Password)));
        await GuessAsync(app, "203.0.113.20", "li.na", 6);
        Assert.Equal(429, await TryAsync(app, "203.0.113.20", "li.na", AuthHost.Password));
        Assert.Equal(302, Status(await SignInAsync(own, "li.na", AuthHost.Password)));
        // The device cookie is valid for that name only, and failed attempts count for it too.
        Assert.Equal(429, Status(await SignInAsync(own, "LI.NA ", "wrong", times: 6)));
    }

    [Fact]
    public async Task the_owner_gets_in_by_a_one_time_code()
    {
        await host.AddAsync("link.owner", Role.Officer, "420112001");
        using var browser = host.Browse();
        for (var i = 0; i < 6; i++) await SignInAsync(browser, "link.owner", $"wrong {i}");
        Assert.Equal(429, Status(await SignInAsync(browser, "link.owner", AuthHost.Password)));
        var code = (await host.Accounts.ResetAsync("link.owner", Ct)).Value!.Code;
        var second = await (await browser.SubmitAsync("/welcome", "welcome", ("code", code))).Content.ReadAsStringAsync();
        var used = await browser.SendFormAsync("/welcome", second, "welcome",
            [("step", "set"), ("password", "eleven brass kettles"), ("password2", "eleven brass kettles")]);
        Assert.Equal(302, Status(used));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me")).StatusCode);
    }

    [Fact]
    public async Task many_addresses_on_one_name_are_slowed_down_and_the_owner_is_not()
    {
        var app = await BehindProxyAsync();
        Assert.Equal(302, await TryAsync(app, "198.51.100.1", "li.na", AuthHost.Password));
        var looked = 0;
        for (var from = 1; from <= 8; from++) looked += (await GuessAsync(app, $"203.0.113.{from}", "li.na", 4)).Count(s => s == 401);
        // 20 freely, and then one a minute.
        Assert.InRange(looked, SignInThrottle.MostPerName, SignInThrottle.MostPerName + 3);
        Assert.Equal(302, await TryAsync(app, "198.51.100.1", "li.na", AuthHost.Password));
        Assert.Contains("Many wrong passwords for li.na", host.Log.Text);
        await host.Database.RunAsync("update renewal.sign_in_tries set since = since - interval '61 seconds' where key like 'slowed:%'");
        Assert.Equal(302, await TryAsync(app, "203.0.113.99", "li.na", AuthHost.Password));
    }

    [Fact]
    public async Task right_sign_ins_count_for_nothing()
    {
        for (var i = 0; i < 35; i++)
        {
            using var browser = host.Browse();
            Assert.Equal(302, Status(await SignInAsync(browser, "li.na", AuthHost.Password)));
        }
        Assert.Equal(0L, await host.Database.AskAsync<long>("select coalesce(sum(tries), 0) from renewal.sign_in_tries"));
    }

    [Fact]
    public async Task those_who_signed_in_before_are_not_shut_by_their_neighbours()
    {
        using var browser = host.Browse();
        Assert.Equal(302, Status(await SignInAsync(browser, "li.na", AuthHost.Password)));
        for (var i = 0; i < 31; i++) await SignInAsync(browser, $"name{i}", "1234567890");
        Assert.Equal(429, Status(await SignInAsync(browser, "root-admin", AuthHost.Password)));
        using var other = host.Browse();
        Assert.Equal(302, Status(await SignInAsync(other, "li.na", AuthHost.Password)));
    }

    // A hundred guesses at every name from every address; the passwords themselves are left out, what is counted is who may be asked.
    [Fact]
    public async Task ten_names_and_thirty_addresses_stay_within_the_bounds_over_two_nodes()
    {
        var other = (await host.StartAsync(demo: false)).Services.GetRequiredService<SignInThrottle>();
        var tries = Enumerable.Range(0, 900).Select(i => ($"name{i / 3 % 10}", $"203.0.113.{i / 30}")).ToList();
        var let = new System.Collections.Concurrent.ConcurrentBag<(string Name, string Address)>();
        await Parallel.ForEachAsync(tries, new ParallelOptions { MaxDegreeOfParallelism = 6, CancellationToken = Ct }, async (t, ct) =>
        {
            var node = t.Item1[^1] % 2 == 0 ? Throttle : other;
            if ((await node.TakeAsync(new SignInSource(t.Item2), t.Item1, ct)).Ticket is not null) let.Add(t);
        });
        Assert.All(let.GroupBy(t => t), g => Assert.InRange(g.Count(), 1, SignInThrottle.MostPerSource));
        Assert.All(let.GroupBy(t => t.Address), g => Assert.InRange(g.Count(), 1, SignInThrottle.MostPerAddress));
        // One more for each minute this takes.
        Assert.All(let.GroupBy(t => t.Name), g => Assert.InRange(g.Count(), 10, SignInThrottle.MostPerName + 10));
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    public void one_subscriber_is_one_address(string one, string other, bool same) =>
        Assert.Equal(same, AddressPrefix.Of(one) == AddressPrefix.Of(other));

    [Theory]
    [InlineData("li.na")]
    [InlineData("no-such-person")]
    [InlineData("invited.only")]
    [InlineData("disabled.one")]
    public async Task every_name_costs_the_same_work(string name)
    {
        if (await host.Accounts.FindAsync("invited.only", Ct) is null)
        {
            await host.Accounts.AddAsync("invited.only", "待设", Role.Auditor, [], Ct);
            await host.AddAsync("disabled.one", Role.Auditor);
            await host.Accounts.DisableAsync("disabled.one", Ct);
        }

        await using var scope = host.App.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var counting = new CountingHasher(users.PasswordHasher);
        users.PasswordHasher = counting;
        var signIn = new PasswordSignIn(users, counting, Throttle, NullLogger<PasswordSignIn>.Instance);
        Assert.Equal("sign-in.failed", (await signIn.TryAsync(name, "wrong one", new SignInSource("203.0.113.7"), Ct)).Refusal!.Code);
        Assert.Equal(1, counting.Verified);
    }

    private async Task<WebApplication> BehindProxyAsync() => _proxied ??= await host.StartAsync(demo: false, proxies: "127.0.0.0/8");

    private async Task<int> TryAsync(WebApplication app, string from, string name, string password)
    {
        using var browser = host.Browse(app).With("X-Forwarded-For", from);
        return Status(await SignInAsync(browser, name, password));
    }

    private async Task<List<int>> GuessAsync(WebApplication app, string from, string name, int times)
    {
        var response = new List<int>();
        for (var i = 0; i < times; i++) response.Add(await TryAsync(app, from, name, $"wrong {i}"));
        return response;
    }

    private static async Task<HttpResponseMessage> SignInAsync(Browser browser, string name, string password, int times = 1)
    {
        var answer = await browser.SubmitAsync("/sign-in", "sign-in", ("name", name), ("password", password));
        for (var i = 1; i < times; i++)
            answer = await browser.SubmitAsync("/sign-in", "sign-in", ("name", name), ("password", password));
        return answer;
    }

    private static int Status(HttpResponseMessage answer) => (int)answer.StatusCode;

    private sealed class CountingHasher(IPasswordHasher<Account> inner) : IPasswordHasher<Account>
    {
        public int Verified { get; private set; }

        public string HashPassword(Account user, string password) => inner.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            Verified++;
            return inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
