namespace Renewal.App.Tests.Api;

[Collection(ApiCollection.Name)]
public sealed class When_correcting_an_entry(ApiFixture fixture)
{
    [Fact]
    public async Task the_replacement_is_read_like_the_body_of_its_own_door()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("corrected")}";
        var wrong = await fixture.Zhang.PostAsync(area + "/milestones",
            new { milestone = "planning-conformity-confirmed", effectiveOn = "2018-02-10" });
        var eventId = wrong.At("events.0.id");
        var fix = new
        {
            eventId,
            reason = "日期抄错",
            replaceWith = new { milestone = "planning-conformity-confirmed", effectiveOn = "2018-02-12", documentNumber = "规函3号" },
        };

        Assert.Equal((428, "version.missing"), (await fixture.Zhang.PostAsync(area + "/corrections", fix)).Outcome);
        var corrected = await fixture.Zhang.PostAsync(area + "/corrections", fix, ("If-Match", "\"2\""));

        Assert.Equal((200, "2018-02-12", "规函3号"),
            (corrected.Status, corrected.At("area.milestones.0.effectiveOn"), corrected.At("area.milestones.0.documentNumber")));
        Assert.Equal(2, corrected.Json.GetProperty("events").GetArrayLength());
        var events = await fixture.Zhang.GetAsync(area + "/events");
        Assert.Equal(("日期抄错", corrected.At("events.1.id")), (events.At("1.correctedBy.reason"), events.At("1.correctedBy.replacedBy")));
        Assert.Equal("2018-02-10", events.At("1.data.effectiveOn"));
    }

    [Fact]
    public async Task without_a_replacement_the_fact_is_withdrawn()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("withdrawn")}";
        var wrong =
            await fixture.Zhang.PostAsync(area + "/obstacles", new { category = "资金", description = "误报", raisedOn = "2018-02-10" });
        var fix = new { eventId = wrong.At("events.0.id"), reason = "误报" };

        var gone = await fixture.Zhang.PostAsync(area + "/corrections", fix, ("If-Match", wrong.ETag!));

        Assert.Equal((200, 0), (gone.Status, gone.Json.GetProperty("area").GetProperty("obstacles").GetArrayLength()));
    }

    [Fact]
    public async Task every_kind_of_entry_has_its_replacement()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("all-kinds")}";
        async Task Replace(string route, object before, object after)
        {
            var filed = await fixture.Zhang.PostAsync(area + route, before);
            Assert.True(filed.Status == 200, $"{route}: {filed.Text}");
            var fix = new { eventId = filed.At("events.0.id"), reason = "写错", replaceWith = after };
            var fixedUp = await fixture.Zhang.PostAsync(area + "/corrections", fix, ("If-Match", filed.ETag!));
            Assert.True(fixedUp.Status == 200, $"{route}: {fixedUp.Text}");
        }

        await Replace("/opening-position", new { stage = "preparation", asOf = "2018-01-02", source = "甲" },
            new { stage = "listing", asOf = "2018-01-02", source = "乙" });
        await Replace("/stage", new { stage = "preparation", effectiveOn = "2018-02-01", reason = "重来" },
            new { stage = "preparation", effectiveOn = "2018-02-02", reason = "重来" });
        await Replace("/plan", new { milestones = new[] { new { milestone = "scope-determined", plannedOn = "2019-01-01" } } },
            new { milestones = new[] { new { milestone = "scope-determined", plannedOn = "2019-02-01" } } });
        await Replace("/obstacles", new { category = "资金", description = "一", raisedOn = "2018-02-10" },
            new { category = "资金", description = "二", raisedOn = "2018-02-10" });
        var obstacle = (await fixture.Zhang.GetAsync(area)).At("obstacles.0.id");
        await Replace($"/obstacles/{obstacle}/resolution", new { resolvedOn = "2018-02-20", how = "甲" },
            new { resolvedOn = "2018-02-21", how = "乙" });
        await Replace("/labels", new { labels = new[] { "甲" } }, new { labels = new[] { "乙" } });
        await Replace("/duty", new { responsibleUnit = "甲", effectiveOn = "2018-03-01" },
            new { responsibleUnit = "乙", effectiveOn = "2018-03-01" });
        await Replace("/progress-notes", new { asOf = "2018-03-01", text = "甲" }, new { asOf = "2018-03-01", text = "乙" });
        await Replace("/suspension", new { effectiveOn = "2018-04-01", reason = "甲" }, new { effectiveOn = "2018-04-02", reason = "乙" });
        await Replace("/resumption", new { effectiveOn = "2018-05-01", reason = "甲" }, new { effectiveOn = "2018-05-02", reason = "乙" });
        await Replace("/termination", new { effectiveOn = "2018-06-01", reason = "甲" }, new { effectiveOn = "2018-06-02", reason = "乙" });
        Assert.Equal(("乙", "乙"),
            ((await fixture.Zhang.GetAsync(area)).At("labels.0"), (await fixture.Zhang.GetAsync(area)).At("responsibleUnit")));
    }

    [Fact]
    public async Task who_may_not_do_it_at_all_is_told_so_before_a_version_is_asked_for()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("vouched")}";
        var filed = await fixture.Zhang.PostAsync(area + "/milestones",
            new { milestone = "planning-conformity-confirmed", effectiveOn = "2018-02-10" });
        var fix = new { eventId = filed.At("events.0.id"), reason = "日期抄错" };
        Assert.Equal((428, "version.missing"), (await fixture.Zhang.PostAsync(area + "/corrections", fix)).Outcome);

        // Only a manager may withdraw a confirmed event; a newer version would not help the officer.
        var confirmed = await fixture.Director.PostAsync(area + "/milestones/planning-conformity-confirmed/confirmation", new { },
            ("If-Match", "\"2\""));
        Assert.Equal(200, confirmed.Status);
        Assert.Equal((403, "role.forbids"), (await fixture.Zhang.PostAsync(area + "/corrections", fix)).Outcome);
        Assert.Equal((428, "version.missing"), (await fixture.Director.PostAsync(area + "/corrections", fix)).Outcome);
        Assert.Equal((403, "role.forbids"), (await fixture.Auditor.PostAsync(area + "/corrections", fix)).Outcome);
        Assert.Equal((404, "area.unknown"), (await fixture.Stranger.PostAsync(area + "/corrections", fix)).Outcome);
    }

    [Fact]
    public async Task a_code_that_another_area_has_is_refused()
    {
        await fixture.RegisterAsync("taken");
        var area = $"/api/areas/{await fixture.RegisterAsync("taker")}";
        var eventId = (await fixture.Zhang.GetAsync(area + "/events")).At("0.id");
        var body =
            new { code = "taken", name = "taker片", kind = ApiFixture.Kind, jurisdiction = ApiFixture.Street, openedOn = "2018-01-01" };

        var response = await fixture.Zhang.PostAsync(area + "/corrections", new { eventId, reason = "编码", replaceWith = body },
            ("If-Match", "\"1\""));

        Assert.Equal((409, "area.exists"), response.Outcome);
        Assert.Equal("1", (await fixture.Zhang.GetAsync(area)).At("version"));
    }

    [Fact]
    public async Task what_is_wrong_is_named()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("bad-fixes")}";
        var filed = await fixture.Zhang.PostAsync(area + "/obstacles", new { category = "资金", description = "一", raisedOn = "2018-02-10" });
        var eventId = filed.At("events.0.id");
        Task<ApiResponse> Fix(object body) => fixture.Zhang.PostAsync(area + "/corrections", body, ("If-Match", "\"2\""));

        Assert.Equal((422, "correction.needs-reason"), (await Fix(new { eventId })).Outcome);
        Assert.Equal((404, "event.unknown"), (await Fix(new { eventId = Guid.NewGuid(), reason = "x" })).Outcome);
        Assert.Equal((404, "event.unknown"), (await Fix(new { eventId = Guid.NewGuid(), reason = "x", replaceWith = new { } })).Outcome);
        var half = await Fix(new { eventId, reason = "x", replaceWith = new { category = "资金" } });
        Assert.Equal((422, "field.missing"), half.Outcome);
        Assert.Equal(["replaceWith.description", "replaceWith.raisedOn"],
            half.Json.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()));
        Assert.Equal((422, "field.invalid"), (await Fix(new { eventId, reason = "x", replaceWith = 3 })).Outcome);
        Assert.Equal((422, "field.invalid"), (await Fix(new { eventId = "1", reason = "x" })).Outcome);
        Assert.Equal("2", (await fixture.Zhang.GetAsync(area)).At("version"));
    }
}
