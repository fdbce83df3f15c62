namespace Renewal.App.Tests.Api;

[Collection(ApiCollection.Name)]
public sealed class When_a_rule_refuses(ApiFixture fixture)
{
    [Fact]
    public async Task the_reason_is_told_in_the_language_of_the_caller()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("languages")}";
        var body = new { milestone = "plan-argued", effectiveOn = "2018-03-01" };

        var zh = await fixture.Zhang.PostAsync(area + "/milestones", body);
        var en = await fixture.Zhang.PostAsync(area + "/milestones", body, ("Accept-Language", "fr, en;q=0.8, zh;q=0.5"));
        var asked = await fixture.Zhang.PostAsync(area + "/milestones?lang=en", body);

        Assert.Equal((409, "milestone.needs"), zh.Outcome);
        Assert.Equal(["plan-drafted"], zh.Needs);
        Assert.Equal("“方案论证”之前须先完成：补偿方案拟定上报。", zh.Detail);
        Assert.Equal(("补偿方案拟定上报", "zh-CN", "/problems/milestone.needs"),
            (zh.At("needsNames.0"), zh.Header("Content-Language"), zh.At("type")));
        Assert.Contains("Compensation plan drafted", en.Detail, StringComparison.Ordinal);
        Assert.Equal((en.Detail, "en", 32), (asked.Detail, en.Header("Content-Language"), en.At("traceId")!.Length));
    }

    [Fact]
    public async Task a_clock_tells_how_it_was_counted()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("clock")}";
        async Task<ApiResponse> Record(string milestone, string on) =>
            await fixture.Zhang.PostAsync(area + "/milestones", new { milestone, effectiveOn = on });
        await ConsultAsync(area);

        var early = await Record("plan-consultation-closed", "2018-03-10");

        Assert.Equal((409, "clock.too-early"), early.Outcome);
        Assert.Equal(("2018-03-01", "30", "calendarDays"),
            (early.At("reckoning.from"), early.At("reckoning.steps.0.period.amount"), early.At("reckoning.steps.0.period.unit")));
        Assert.Equal(200, (await Record("plan-consultation-closed", early.At("reckoning.lastDay")!)).Status);
        Assert.Equal((409, "milestone.already"), (await Record("plan-consultation-closed", "2018-05-01")).Outcome);
        Assert.Equal((409, "milestone.before"), (await Record("plan-hearing-held", "2018-03-02")).Outcome);
    }

    [Fact]
    public async Task what_another_body_did_too_early_is_recorded_as_it_happened()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("as-happened")}";
        await ConsultAsync(area);
        object Body(string? documentNumber) => new
        {
            milestone = "plan-consultation-closed",
            effectiveOn = "2018-03-10",
            asHappened = true,
            documentNumber,
            note = "提前结束",
        };

        Assert.Equal((409, "as-happened.incomplete"), (await fixture.Zhang.PostAsync(area + "/milestones", Body(null))).Outcome);
        Assert.Equal(200, (await fixture.Zhang.PostAsync(area + "/milestones", Body("东征告〔2018〕5号"))).Status);

        var seen = await fixture.Zhang.GetAsync(area);
        var clock = seen.Json.GetProperty("clocks").EnumerateArray()
            .Single(c => c.GetProperty("milestone").GetString() == "plan-consultation-closed");
        Assert.Equal(("short", 21), (clock.GetProperty("state").GetString(), clock.GetProperty("shortBy").GetInt32()));
        Assert.Equal("yellow", seen.At("light"));
        Assert.Equal(("period-short", "plan-consultation-opened", "21", "as-happened"),
            (seen.At("contradictions.0.code"), seen.At("contradictions.0.against"), seen.At("contradictions.0.daysShort"),
                seen.At("contradictions.0.word")));
        var all = await fixture.Zhang.GetAsync("/api/contradictions?contradiction=period-short");
        Assert.Contains(all.Json.GetProperty("items").EnumerateArray(),
            item => area == $"/api/areas/{item.GetProperty("area").GetString()}");
        Assert.Equal((400, "query.invalid"), (await fixture.Zhang.GetAsync("/api/contradictions?contradiction=none")).Outcome);
    }

    private async Task ConsultAsync(string area)
    {
        foreach (var (milestone, effectiveOn) in new[]
        {
            ("planning-conformity-confirmed", "2018-02-01"), ("scope-determined", "2018-02-02"), ("households-surveyed", "2018-02-03"),
            ("plan-drafted", "2018-02-04"), ("plan-argued", "2018-02-05"), ("plan-consultation-opened", "2018-03-01"),
        })
        {
            var done = await fixture.Zhang.PostAsync(area + "/milestones", new { milestone, effectiveOn });
            Assert.True(done.Status == 200, done.Text);
        }
    }

    [Fact]
    public async Task an_override_is_a_managers_act()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("override")}";
        var whole = new { reason = "抢险", approver = "区政府", documentNumber = "会纪1号" };
        object Body(object with) => new { milestone = "scope-determined", effectiveOn = "2018-03-01", @override = with };

        Assert.Equal((403, "override.needs-approver"), (await fixture.Zhang.PostAsync(area + "/milestones", Body(whole))).Outcome);
        Assert.Equal((403, "override.needs-approver"),
            (await fixture.Zhang.PostAsync(area + "/milestones", Body(whole), ("If-Match", "\"1\""))).Outcome);
        Assert.Equal((422, "override.incomplete"),
            (await fixture.Director.PostAsync(area + "/milestones", Body(new { reason = "x" }), ("If-Match", "\"1\""))).Outcome);
        Assert.Equal((403, "role.forbids"),
            (await fixture.Zhang.PostAsync(area + "/milestones/scope-determined/confirmation", null)).Outcome);
        Assert.Equal((409, "milestone.not-reached"),
            (await fixture.Director.PostAsync(area + "/milestones/scope-determined/confirmation", null, ("If-Match", "\"1\""))).Outcome);
        Assert.Equal("1", (await fixture.Zhang.GetAsync(area)).At("version"));
    }

    [Fact]
    public async Task each_door_refuses_by_its_own_rules()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("refusals")}";
        async Task Refused(string route, object body, int status, string code)
        {
            var response = await fixture.Zhang.PostAsync(area + route, body);
            Assert.True((status, code) == response.Outcome, $"{route}: {response.Status} {response.Text}");
        }

        await Refused("/opening-position", new { stage = "nowhere", asOf = "2018-02-01", source = "x" }, 422, "stage.unknown");
        await Refused("/opening-position", new { stage = "listing", asOf = "2017-02-01", source = "x" }, 409, "date.before-opening");
        await fixture.Zhang.PostAsync(area + "/opening-position", new { stage = "preparation", asOf = "2018-01-02", source = "x" });
        await Refused("/opening-position", new { stage = "listing", asOf = "2018-01-02", source = "x" }, 409, "opening.already");
        await Refused("/stage", new { stage = "preparation", effectiveOn = "2018-02-01" }, 409, "stage.same");
        await Refused("/stage", new { stage = "listing", effectiveOn = "2018-02-01" }, 409, "stage.gate-shut");
        await Refused("/plan", new { milestones = new[] { new { milestone = "nothing" } } }, 422, "milestone.unknown");
        await Refused("/obstacles", new { category = "", description = "x", raisedOn = "2018-02-01" }, 422, "text.missing");
        await Refused($"/obstacles/{Guid.NewGuid()}/resolution", new { resolvedOn = "2018-02-01", how = "x" }, 404, "obstacle.unknown");
        await Refused("/obstacles/7/resolution", new { resolvedOn = "2018-02-01", how = "x" }, 404, "obstacle.unknown");
        await Refused("/resumption", new { effectiveOn = "2018-02-01", reason = "x" }, 409, "area.not-suspended");
        await Refused("/suspension", new { effectiveOn = "2018-02-01", reason = " " }, 422, "text.missing");
        await Refused("/duty", new { effectiveOn = "2018-02-01" }, 422, "text.missing");
        await Refused("/progress-notes", new { asOf = "2030-02-01", text = "x" }, 409, "date.in-future");
        await fixture.Zhang.PostAsync(area + "/termination", new { effectiveOn = "2018-03-01", reason = "x" });
        await Refused("/suspension", new { effectiveOn = "2018-04-01", reason = "x" }, 409, "area.closed");
        await Refused("/termination", new { effectiveOn = "2018-04-01", reason = "x" }, 409, "area.closed");
        await Refused("/milestones", new { milestone = "planning-conformity-confirmed", effectiveOn = "2018-04-01" }, 409, "area.closed");
    }
}
