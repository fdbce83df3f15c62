using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Renewal.Domain.Access;
using Renewal.Features.Accounts;

namespace Renewal.App.Tests.Api;

/// <summary>A stored response (Idempotency-Key) is sent again only if the caller could make the request today.</summary>
[Collection(ApiCollection.Name)]
public sealed class When_rights_have_changed_since(ApiFixture fixture)
{
    private const string Elsewhere = "420112006";

    private Accounts Accounts => fixture.App.Services.GetRequiredService<Accounts>();

    private static (string, string) Key => ("Idempotency-Key", "rights");

    private static object Obstacle => new { category = "资金", description = "一", raisedOn = "2018-02-01" };

    [Theory]
    [InlineData("jurisdiction", 404, "area.unknown")]
    [InlineData("role", 403, "role.forbids")]
    [InlineData("disabled", 401, "auth.required")]
    public async Task whoever_lost_them_is_not_given_the_answer_again(string lost, int status, string code)
    {
        var area = $"/api/areas/{await fixture.RegisterAsync($"rights-{lost}")}";
        using var client = await AddAsync($"rights.{lost}", Role.Officer, ApiFixture.Street);
        var first = await client.PostAsync(area + "/obstacles", Obstacle, Key);
        Assert.Equal((200, first.Text), Pair(await client.PostAsync(area + "/obstacles", Obstacle, Key)));

        await LoseAsync($"rights.{lost}", lost);

        Assert.Equal((status, code), (await client.PostAsync(area + "/obstacles", Obstacle, Key)).Outcome);
        Assert.Equal("2", (await fixture.Zhang.GetAsync(area)).At("version"));
    }

    [Theory]
    [InlineData("jurisdiction", 403, "jurisdiction.forbidden")]
    [InlineData("role", 403, "role.forbids")]
    public async Task nor_what_was_registered(string lost, int status, string code)
    {
        using var client = await AddAsync($"reg.{lost}", Role.Officer, ApiFixture.Street);
        var body = new
        { code = $"reg-{lost}", name = "旧片", kind = ApiFixture.Kind, jurisdiction = ApiFixture.Street, openedOn = "2018-01-01" };
        Assert.Equal(201, (await client.PostAsync("/api/areas", body, Key)).Status);

        await LoseAsync($"reg.{lost}", lost);

        var again = await client.PostAsync("/api/areas", body, Key);
        Assert.Equal((status, code), again.Outcome);
        Assert.DoesNotContain("旧片", again.Text);
    }

    [Fact]
    public async Task a_manager_made_an_officer_keeps_an_officers_answers_only()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("demoted")}";
        var filed = await fixture.Zhang.PostAsync(area + "/milestones",
            new { milestone = "planning-conformity-confirmed", effectiveOn = "2018-02-10" });
        using var client = await AddAsync("rights.demoted", Role.Manager, "420112");
        var confirmed = await client.PostAsync(
            area + "/milestones/planning-conformity-confirmed/confirmation", null, Key, ("If-Match", filed.ETag!));
        var recorded = await client.PostAsync(area + "/obstacles", Obstacle, Key);
        Assert.Equal((200, 200), (confirmed.Status, recorded.Status));

        await Accounts.ChangeAsync("rights.demoted", "降职", Role.Officer, ["420112"], default);

        Assert.Equal((403, "role.forbids"), (await client.PostAsync(
            area + "/milestones/planning-conformity-confirmed/confirmation", null, Key, ("If-Match", filed.ETag!))).Outcome);
        Assert.Equal((200, recorded.Text), Pair(await client.PostAsync(area + "/obstacles", Obstacle, Key)));
    }

    [Fact]
    public async Task a_file_and_its_acceptance_are_not_shown_again_either()
    {
        using var client = await AddAsync("rights.import", Role.Officer, ApiFixture.Street);
        var seen = await client.PostAsync("/api/imports", Ledger(), Key);
        var accepted = await client.PostAsync(seen.Location + "/acceptance", null, Key);
        Assert.Equal((201, 200), (seen.Status, accepted.Status));
        Assert.Equal((201, seen.Text), Pair(await client.PostAsync("/api/imports", Ledger(), Key)));
        Assert.Equal((200, accepted.Text), Pair(await client.PostAsync(seen.Location + "/acceptance", null, Key)));

        await LoseAsync("rights.import", "jurisdiction");

        Assert.Equal((404, "import.unknown"), (await client.PostAsync("/api/imports", Ledger(), Key)).Outcome);
        Assert.Equal((404, "import.unknown"), (await client.PostAsync(seen.Location + "/acceptance", null, Key)).Outcome);
        Assert.Equal((404, "import.unknown"), (await client.GetAsync(seen.Location!)).Outcome);
        Assert.Equal("0", (await client.GetAsync("/api/imports")).At("total"));
    }

    [Fact]
    public async Task an_answer_that_gave_the_area_another_code_or_street_is_found_by_what_it_is_now()
    {
        await fixture.RegisterAsync("coded-before");
        var eventId = (await fixture.Zhang.GetAsync("/api/areas/coded-before/events")).At("0.id");
        Task<ApiResponse> Correct() => fixture.Director.PostAsync("/api/areas/coded-before/corrections", new
        {
            eventId,
            reason = "编码",
            replaceWith = new
            { code = "coded-after", name = "新编码片", kind = ApiFixture.Kind, jurisdiction = Elsewhere, openedOn = "2018-01-01" },
        }, Key, ("If-Match", "\"1\""));

        var first = await Correct();
        Assert.True(first.Status == 200, first.Text);
        Assert.Equal((200, first.Text), Pair(await Correct()));
    }

    private async Task LoseAsync(string account, string what)
    {
        var outcome = what switch
        {
            "jurisdiction" => await Accounts.ChangeAsync(account, account, Role.Officer, [Elsewhere], default),
            "role" => await Accounts.ChangeAsync(account, account, Role.Auditor, [], default),
            _ => await Accounts.DisableAsync(account, default),
        };
        Assert.Null(outcome.Refusal);
    }

    private async Task<Client> AddAsync(string name, Role role, params string[] jurisdictions)
    {
        Assert.Null((await Accounts.AddAsync(name, name, role, jurisdictions, default)).Refusal);
        return new Client(fixture.App, (await Accounts.CreateTokenAsync(name, "script", null, default)).Value!.Key);
    }

    private static ByteArrayContent Ledger() =>
        new(Encoding.UTF8.GetBytes("名称,类别,阶段,截至日期\n失权片,老旧小区微改造,挂牌,2020-12-31\n"))
        { Headers = { { "Content-Type", "application/octet-stream" } } };

    private static (int, string) Pair(ApiResponse response) => (response.Status, response.Text);
}
