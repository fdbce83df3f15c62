namespace Renewal.App.Tests.Api;

[Collection(ApiCollection.Name)]
public sealed class When_reading_the_catalogue(ApiFixture fixture)
{
    [Theory]
    [InlineData("/api/me")]
    [InlineData("/api/catalogue")]
    [InlineData("/api/catalogue/micro-renovation")]
    public async Task whatever_is_one_thing_carries_a_tag(string path)
    {
        var response = await fixture.Zhang.GetAsync(path);
        Assert.Matches("^\"[0-9a-f]{32}\"$", response.ETag);
        var again = await fixture.Zhang.GetAsync(path, ("If-None-Match", response.ETag!));
        Assert.Equal((304, "", response.ETag), (again.Status, again.Text, again.ETag));
        Assert.Equal(200, (await fixture.Zhang.GetAsync(path, ("If-None-Match", "\"1\""))).Status);
    }

    [Fact]
    public async Task one_learns_who_one_is_and_what_one_may_do()
    {
        var zhang = await fixture.Zhang.GetAsync("/api/me");
        var director = await fixture.Director.GetAsync("/api/me");

        Assert.Equal(("zhang", "zhang同志", "officer", ApiFixture.Street),
            (zhang.At("account"), zhang.At("displayName"), zhang.At("role"), zhang.At("jurisdictions.0")));
        Assert.DoesNotContain("override", zhang.At("may"), StringComparison.Ordinal);
        Assert.Contains("override", director.At("may"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_catalogue_names_its_kinds_stages_regimes_and_sources()
    {
        var response = await fixture.Zhang.GetAsync("/api/catalogue");

        Assert.Equal(("2026-11", "state-land-expropriation", "国有土地上房屋征收", "preparation"),
            (response.At("version"), response.At("kinds.0.code"), response.At("kinds.0.chinese"), response.At("stages.0.code")));
        Assert.Equal(8, response.Json.GetProperty("tables").GetArrayLength());
        Assert.Equal(("R590", "primaryText"), (response.At("sources.0.key"), response.At("sources.0.confidence")));
    }

    [Fact]
    public async Task a_kind_is_answered_by_the_regime_of_the_day()
    {
        const string Kind = "/api/catalogue/collective-land-urban-village";
        Assert.Equal("collective-2021", (await fixture.Zhang.GetAsync(Kind)).At("regime.code"));
        Assert.Equal("collective-2020", (await fixture.Zhang.GetAsync(Kind + "?on=2020-06-01")).At("regime.code"));
        Assert.Equal("collective-pre2020",
            (await fixture.Zhang.GetAsync(Kind + "?regime=collective-pre2020&version=2026-11")).At("regime.code"));
        Assert.Equal((422, "regime.none"), (await fixture.Zhang.GetAsync("/api/catalogue/state-land-expropriation?on=2010-01-01")).Outcome);

        var state = await fixture.Zhang.GetAsync("/api/catalogue/state-land-expropriation");
        var closed = state.Json.GetProperty("rows").EnumerateArray()
            .Single(r => r.GetProperty("code").GetString() == "plan-consultation-closed");
        Assert.Equal("plan-consultation-opened", closed.GetProperty("gates")[0].GetProperty("anyOf")[0].GetString());
        Assert.Equal(30, closed.GetProperty("clocks")[0].GetProperty("periods")[0].GetProperty("amount").GetInt32());
    }
}
