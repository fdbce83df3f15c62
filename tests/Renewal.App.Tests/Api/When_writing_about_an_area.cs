namespace Renewal.App.Tests.Api;

[Collection(ApiCollection.Name)]
public sealed class When_writing_about_an_area(ApiFixture fixture)
{
    [Fact]
    public async Task registering_answers_the_area_and_where_it_is()
    {
        var body = new
        {
            code = "haikoucun",
            name = "海口村",
            kind = ApiFixture.Kind,
            jurisdiction = ApiFixture.Street,
            openedOn = "2018-03-01",
            labels = new[] { "三旧" },
            responsibleUnit = "城建办",
            officer = "zhang",
            siteAreaM2 = 12000.5,
            buildingAreaM2 = 8000,
            householdsExpected = 120,
            clearedBeforeListing = true,
            boundary = new { type = "Point", coordinates = new[] { 114.1, 30.6 } },
        };

        var response = await fixture.Zhang.PostAsync("/api/areas", body);

        Assert.Equal((201, "/api/areas/haikoucun", "\"1@2026-06-30\""), (response.Status, response.Location, response.ETag));
        Assert.Equal(("海口村", "preparation", "三旧", "12000.5", "120", "True", "1"),
            (response.At("name"), response.At("stage"), response.At("labels.0"), response.At("siteAreaM2"),
                response.At("households.expected"),
                response.At("clearedBeforeListing"), response.At("version")));
        var again = await fixture.Zhang.PostAsync("/api/areas", body);
        Assert.Equal((200, "1"), (again.Status, again.At("version")));
        var other =
            await fixture.Zhang.PostAsync("/api/areas", new { body.code, name = "别名", body.kind, body.jurisdiction, body.openedOn });
        Assert.Equal((409, "area.exists"), other.Outcome);
    }

    [Fact]
    public async Task every_door_puts_one_fact_on_file_and_proves_it()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("doors")}";
        async Task<ApiResponse> Act(string route, object body)
        {
            var response = await fixture.Zhang.PostAsync(area + route, body);
            Assert.True(response.Status == 200, $"{route}: {response.Text}");
            Assert.Equal(response.At("area.version"), response.At("events.0.version"));
            Assert.Equal($"\"{response.At("area.version")}@2026-06-30\"", response.ETag);
            return response;
        }

        var opening = await Act("/opening-position", new { stage = "preparation", asOf = "2018-02-01", source = "2018年台账", note = "抄录" });
        Assert.Equal("preparation", opening.At("area.stage"));
        var milestone = await Act("/milestones", new
        {
            milestone = "planning-conformity-confirmed",
            effectiveOn = "2018-02-10",
            documentNumber = "规函〔2018〕3号",
            documentDate = "2018-02-09",
            authority = "规划局",
            note = "原件在档",
            attachments = new[] { "a.pdf" },
        });
        Assert.Equal(("规函〔2018〕3号", "documented", "zhang"),
            (milestone.At("area.milestones.0.documentNumber"), milestone.At("area.milestones.0.grade"),
                milestone.At("area.milestones.0.recordedBy")));
        var plan = await Act("/plan", new { milestones = new[] { new { milestone = "scope-determined", plannedOn = "2018-06-01" } } });
        Assert.Equal("scope-determined", plan.At("area.plan.0.milestone"));
        var raised = await Act("/obstacles", new { category = "资金", description = "到位不足", raisedOn = "2018-03-01" });
        var obstacle = raised.At("area.obstacles.0.id");
        var resolved = await Act($"/obstacles/{obstacle}/resolution", new { resolvedOn = "2018-04-01", how = "追加预算" });
        Assert.Equal("2018-04-01", resolved.At("area.obstacles.0.resolvedOn"));
        Assert.Equal("suspended", (await Act("/suspension", new { effectiveOn = "2018-05-01", reason = "等批复" })).At("area.status"));
        Assert.Equal("active", (await Act("/resumption", new { effectiveOn = "2018-06-01", reason = "批复到" })).At("area.status"));
        Assert.Equal("新颜", (await Act("/labels", new { labels = new[] { "新颜" } })).At("area.labels.0"));
        Assert.Equal("征收办", (await Act("/duty", new { responsibleUnit = "征收办", effectiveOn = "2018-06-02" })).At("area.responsibleUnit"));
        Assert.Equal("过半", (await Act("/progress-notes", new { asOf = "2018-07-01", text = "过半", source = "月报" }))
            .At("area.progress.text"));
        Assert.Equal("terminated",
            (await Act("/termination", new { effectiveOn = "2019-01-01", reason = "规划调整", documentNumber = "文1号" })).At("area.status"));

        var events = (await fixture.Zhang.GetAsync(area + "/events")).Json.EnumerateArray().ToList();
        Assert.Equal(12, events.Count);
        Assert.Equal(Enumerable.Range(1, 12), events.Select(e => e.GetProperty("version").GetInt32()));
        Assert.All(events, e =>
            Assert.Equal(("zhang", "api"), (e.GetProperty("recordedBy").GetString(), e.GetProperty("via").GetString())));
    }

    [Fact]
    public async Task asking_the_same_again_records_nothing()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("asked-twice")}";
        var body = new { category = "协商", description = "意见不一", raisedOn = "2018-03-01" };
        await fixture.Zhang.PostAsync(area + "/obstacles", body);

        var again = await fixture.Zhang.PostAsync(area + "/obstacles", body);

        Assert.Equal((200, 0, "2"), (again.Status, again.Json.GetProperty("events").GetArrayLength(), again.At("area.version")));
    }

    [Fact]
    public async Task a_stage_moves_on_when_its_milestones_are_behind_and_back_with_a_reason()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("stages")}";
        await fixture.Zhang.PostAsync(area + "/opening-position", new { stage = "listing", asOf = "2018-02-01", source = "台账" });

        var without = await fixture.Zhang.PostAsync(area + "/stage", new { stage = "preparation", effectiveOn = "2018-03-01" });
        var back = await fixture.Zhang.PostAsync(area + "/stage",
            new { stage = "preparation", effectiveOn = "2018-03-01", reason = "方案重做" });

        Assert.Equal((422, "stage.needs-reason"), without.Outcome);
        Assert.Equal((200, "preparation"), (back.Status, back.At("area.stage")));
    }

    [Fact]
    public async Task a_manager_vouches_and_overrides_at_a_named_version()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("manager")}";
        await fixture.Zhang.PostAsync(
            area + "/milestones", new { milestone = "planning-conformity-confirmed", effectiveOn = "2018-02-10" });
        var confirmation = area + "/milestones/planning-conformity-confirmed/confirmation";

        Assert.Equal((428, "version.missing"), (await fixture.Director.PostAsync(confirmation, null)).Outcome);
        var confirmed = await fixture.Director.PostAsync(confirmation, null, ("If-Match", "\"2\""));
        Assert.Equal((200, "confirmed"), (confirmed.Status, confirmed.At("area.milestones.0.grade")));

        var early = new
        {
            milestone = "households-surveyed",
            effectiveOn = "2018-03-01",
            @override = new { reason = "抢险", approver = "区政府", documentNumber = "会纪1号" },
        };
        Assert.Equal((428, "version.missing"), (await fixture.Director.PostAsync(area + "/milestones", early)).Outcome);
        var opened = await fixture.Director.PostAsync(area + "/milestones", early, ("If-Match", confirmed.ETag!));
        Assert.Equal((200, "scope-determined"), (opened.Status, opened.At("area.milestones.1.override.gates.0")));
    }
}
