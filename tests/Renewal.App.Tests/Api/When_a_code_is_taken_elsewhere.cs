using System.Text;

namespace Renewal.App.Tests.Api;

/// <summary>Codes are unique over all jurisdictions. A refused code reveals that it is taken, and nothing about its area.</summary>
[Collection(ApiCollection.Name)]
public sealed class When_a_code_is_taken_elsewhere(ApiFixture fixture)
{
    private const string Elsewhere = "420112006";

    private static object Body(string code, string jurisdiction = Elsewhere, string kind = ApiFixture.Kind) =>
        new { code, name = "想要的片", kind, jurisdiction, openedOn = "2018-01-01" };

    [Fact]
    public async Task registering_it_is_answered_like_any_code_that_is_taken()
    {
        var foreign = await fixture.RegisterAsync("taken-foreign");
        Assert.Equal(201, (await fixture.Neighbour.PostAsync("/api/areas", Body("taken-own"))).Status);

        var own = await fixture.Neighbour.PostAsync("/api/areas", new
        { code = "taken-own", name = "另一名称", kind = ApiFixture.Kind, jurisdiction = Elsewhere, openedOn = "2018-01-01" });
        var response = await fixture.Neighbour.PostAsync("/api/areas", Body(foreign));

        Assert.Equal((409, "area.exists"), response.Outcome);
        Assert.Equal(own.Detail.Replace("taken-own", foreign, StringComparison.Ordinal), response.Detail);
        Assert.Equal((own.Status, own.Code, own.At("title")), (response.Status, response.Code, response.At("title")));
        AssertSilent(response.Text, foreign);
        // With a version, which only visible areas have.
        Assert.Equal((409, "area.exists"), (await fixture.Neighbour.PostAsync("/api/areas", Body(foreign), ("If-Match", "\"7\""))).Outcome);
    }

    [Fact]
    public async Task what_is_wrong_with_the_request_itself_is_said_as_for_a_free_code()
    {
        var foreign = await fixture.RegisterAsync("taken-wrong");
        Assert.Equal((422, "kind.unknown"), (await fixture.Neighbour.PostAsync("/api/areas", Body(foreign, kind: "castle"))).Outcome);
        Assert.Equal((403, "jurisdiction.forbidden"),
            (await fixture.Neighbour.PostAsync("/api/areas", Body(foreign, ApiFixture.Street))).Outcome);
        Assert.Equal((403, "role.forbids"), (await fixture.Auditor.PostAsync("/api/areas", Body(foreign, ApiFixture.Street))).Outcome);
    }

    [Fact]
    public async Task a_correction_to_it_is_refused_the_same_way()
    {
        var foreign = await fixture.RegisterAsync("taken-moved");
        Assert.Equal(201, (await fixture.Neighbour.PostAsync("/api/areas", Body("taken-mover"))).Status);
        var eventId = (await fixture.Neighbour.GetAsync("/api/areas/taken-mover/events")).At("0.id");

        var response = await fixture.Neighbour.PostAsync("/api/areas/taken-mover/corrections",
            new { eventId, reason = "编码", replaceWith = Body(foreign) }, ("If-Match", "\"1\""));

        Assert.Equal((409, "area.exists"), response.Outcome);
        AssertSilent(response.Text, foreign);
        Assert.Equal("1", (await fixture.Neighbour.GetAsync("/api/areas/taken-mover")).At("version"));
    }

    [Fact]
    public async Task an_import_refuses_the_row_and_says_no_more()
    {
        var foreign = await fixture.RegisterAsync("taken-row");
        var ledger = $"名称,片区编码,类别,阶段,截至日期\n想要的片,{foreign},老旧小区微改造,挂牌,2020-12-31\n";
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(ledger)) { Headers = { { "Content-Type", "application/octet-stream" } } };

        var response = await fixture.Neighbour.PostAsync("/api/imports", content);

        Assert.Equal(
            (201, "refused", "area.exists"), (response.Status, response.At("rows.0.outcome"), response.At("rows.0.problems.0.code")));
        AssertSilent(response.Text, foreign);
    }

    [Fact]
    public async Task looking_for_its_name_finds_nothing()
    {
        var foreign = await fixture.RegisterAsync("taken-name");
        Assert.Equal("0", (await fixture.Neighbour.GetAsync($"/api/areas?q={foreign}")).At("total"));
        Assert.Equal("1", (await fixture.Zhang.GetAsync($"/api/areas?q={foreign}")).At("total"));
    }

    private static void AssertSilent(string text, string foreign)
    {
        Assert.DoesNotContain($"{foreign}片", text);
        Assert.DoesNotContain(ApiFixture.Street, text);
    }
}
