using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Renewal.Domain.Access;
using Renewal.Features.Accounts;

namespace Renewal.App.Tests.Auth;

[Collection(AuthCollection.Name)]
public sealed class When_keeping_accounts(AuthHost host) : IClassFixture<AuthHost>
{
    private const string Code = "<code class=\"once\">[0-9A-Za-z]{30}</code>";

    [Fact]
    public async Task the_last_administrator_stays()
    {
        await OnlyRootAsync();
        await host.Accounts.AddAsync("invited-admin", "尚未设密码", Role.Admin, [], default);
        Assert.Equal("account.last-admin", (await host.Accounts.DisableAsync("root-admin", default)).Refusal!.Code);
        Assert.Equal("account.last-admin", (await host.Accounts.ChangeAsync("root-admin", "x", Role.Auditor, [], default)).Refusal!.Code);
        Assert.Null((await host.Accounts.ChangeAsync("root-admin", "新名字", Role.Admin, [], default)).Refusal);
        var kept = (await host.Accounts.FindAsync("root-admin", default))!;
        Assert.Equal((false, "admin", "新名字"), (kept.Disabled, kept.Role, kept.DisplayName));
    }

    [Fact]
    public async Task two_administrators_who_disable_each_other_at_once_leave_one()
    {
        await OnlyRootAsync();
        await host.AddAsync("second-admin", Role.Admin);
        for (var i = 0; i < 5; i++)
        {
            await Task.WhenAll(host.Accounts.DisableAsync("root-admin", default), host.Accounts.DisableAsync("second-admin", default));
            var left = (await host.Accounts.ListAsync(default))
                .Where(a => a is { Role: "admin", Disabled: false, PasswordHash: not null }).ToList();
            Assert.Single(left);
            foreach (var name in new[] { "root-admin", "second-admin" }) await host.Accounts.EnableAsync(name, default);
        }
    }

    [Fact]
    public async Task a_change_whose_lock_is_lost_is_not_made()
    {
        await host.AddAsync("lost.lock", Role.Auditor);
        await using var blocking = new NpgsqlConnection(host.Database.ConnectionString);
        await blocking.OpenAsync(TestContext.Current.CancellationToken);
        // The change has its lock and looks for the account, while its lock's connection is ended.
        await using var blocked = await blocking.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await SqlAsync("lock table renewal.mt_doc_account in access exclusive mode");
        var disabling = host.Accounts.DisableAsync("lost.lock", default);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await SqlAsync(
            """
            select count(pg_terminate_backend(pid)) from pg_locks join pg_database d on d.oid = database
            where locktype = 'advisory' and granted and d.datname = current_database() and objid::bigint = 7230114201 % 4294967296
            """) is not 1L) await Task.Delay(20, limit.Token);
        await blocked.RollbackAsync(TestContext.Current.CancellationToken);

        var lost = await Assert.ThrowsAnyAsync<Exception>(() => disabling);
        Assert.Contains("terminating connection due to administrator command", lost.ToString(), StringComparison.Ordinal);
        Assert.False((await host.Accounts.FindAsync("lost.lock", default))!.Disabled);
        Assert.Null((await host.Accounts.DisableAsync("lost.lock", default)).Refusal);

        async Task<object?> SqlAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, blocking, blocked);
            return await command.ExecuteScalarAsync();
        }
    }

    [Theory]
    [InlineData("li.na", "李娜", "officer", "420112001", "account.exists")]
    [InlineData(" LI.NA ", "李娜", "officer", "420112001", "account.exists")]
    [InlineData("x", "李娜", "officer", "420112001", "account.name-invalid")]
    [InlineData("-dash", "李娜", "officer", "420112001", "account.name-invalid")]
    [InlineData("line\nbreak", "李娜", "officer", "420112001", "account.name-invalid")]
    [InlineData("名字", "李娜", "officer", "420112001", "account.name-invalid")]
    [InlineData("fine", " ", "officer", "420112001", "text.missing")]
    [InlineData("fine", "李娜", "officer", "", "account.needs-jurisdiction")]
    [InlineData("fine", "李娜", "officer", "42011", "jurisdiction.unknown")]
    public async Task what_cannot_be_an_account_is_refused_by_name(
        string name, string displayName, string role, string jurisdiction, string code)
    {
        string[] jurisdictions = jurisdiction.Length > 0 ? [jurisdiction] : [];
        Assert.Equal(code, (await host.Accounts.AddAsync(name, displayName, Role.Find(role)!, jurisdictions, default)).Refusal?.Code);
    }

    [Fact]
    public async Task the_same_name_added_by_many_at_once_is_one_account()
    {
        var all = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => host.Accounts.AddAsync("one.only", "一", Role.Auditor, [], default)));
        Assert.Single(all, outcome => outcome.Refusal is null);
        Assert.Equal(5, all.Count(outcome => outcome.Refusal?.Code == "account.exists"));
    }

    [Fact]
    public async Task a_save_on_a_stale_account_is_refused_and_loses_nothing()
    {
        await host.AddAsync("two.tabs", Role.Auditor);
        using var scope = host.App.Services.CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var mine = (await users.FindByNameAsync("two.tabs"))!;
        var theirs = (await users.FindByNameAsync("TWO.tabs"))!;
        theirs.DisplayName = "先到";
        Assert.True((await users.UpdateAsync(theirs)).Succeeded);
        mine.DisplayName = "后到";
        var late = await users.UpdateAsync(mine);
        Assert.Equal("ConcurrencyFailure", Assert.Single(late.Errors).Code);
        Assert.Equal("先到", (await host.Accounts.FindAsync("two.tabs", default))!.DisplayName);
        // A change through the application retries instead of failing.
        Assert.Null((await host.Accounts.ChangeAsync("two.tabs", "再来", Role.Manager, ["420112"], default)).Refusal);
        Assert.Equal(("再来", "manager"), await NowAsync("two.tabs"));

        async Task<(string, string)> NowAsync(string name) =>
            (await host.Accounts.FindAsync(name, default)) is { } a ? (a.DisplayName, a.Role) : default;
    }

    [Fact]
    public async Task an_administrator_adds_changes_and_disables_on_the_page()
    {
        await OnlyRootAsync();
        using var admin = await host.SignInAsync("root-admin");
        var added = await admin.SubmitAsync(
            "/accounts", "add", ("name", "ren.page"), ("displayName", "任"),
            ("role", "officer"), ("jurisdictions", "420112001、420112002"));
        var page = await added.Content.ReadAsStringAsync();
        Assert.Matches("<code>http://[^<]+/welcome</code>", page);
        Assert.Matches(Code, page);
        Assert.Equal(["420112001", "420112002"], (await host.Accounts.FindAsync("ren.page", default))!.Jurisdictions);
        Assert.DoesNotMatch(Code, await (await admin.GetAsync("/accounts")).Content.ReadAsStringAsync());

        var refused = await admin.SubmitAsync(
            "/accounts", "add", ("name", "ren.page"), ("displayName", "任二"),
            ("role", "officer"), ("jurisdictions", "420112003"));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var kept = await refused.Content.ReadAsStringAsync();
        Assert.Contains("账号“ren.page”已存在。", kept);
        Assert.Contains("value=\"任二\"", kept);
        Assert.Contains("value=\"420112003\"", kept);

        var changed = await admin.SubmitAsync(
            "/accounts/ren.page", "change", ("displayName", "任经理"), ("role", "manager"), ("jurisdictions", "420112"));
        Assert.Equal("/accounts/ren.page?done=changed", changed.Headers.Location!.AbsolutePathOrSelf());
        Assert.Equal("manager", (await host.Accounts.FindAsync("ren.page", default))!.Role);
        await admin.SubmitAsync("/accounts/ren.page", "state", ("act", "disable"));
        Assert.True((await host.Accounts.FindAsync("ren.page", default))!.Disabled);
        var last = await admin.SubmitAsync("/accounts/root-admin", "state", ("act", "disable"));
        Assert.Equal(HttpStatusCode.Conflict, last.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/accounts/nobody")).StatusCode);
    }

    [Fact]
    public async Task nobody_else_comes_near_the_page()
    {
        using var officer = await host.SignInAsync("li.na");
        var denied = await officer.GetAsync("/accounts");
        Assert.Equal("/denied", denied.Headers.Location!.AbsolutePath);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync("/denied")).StatusCode);
        using var form = new FormUrlEncodedContent(
            [new("_handler", "add"), new("name", "evil"), new("displayName", "x"), new("role", "admin")]);
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SendAsync(HttpMethod.Post, "/accounts", form)).StatusCode);
        Assert.Null(await host.Accounts.FindAsync("evil", default));
    }

    private async Task OnlyRootAsync()
    {
        await host.Accounts.EnableAsync("root-admin", default);
        foreach (var account in await host.Accounts.ListAsync(default))
            if (account is { Role: "admin", Disabled: false } && account.Name != "root-admin")
                await host.Accounts.DisableAsync(account.Name, default);
    }
}
