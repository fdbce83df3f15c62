using Microsoft.Playwright;
using Renewal.App.Texts;
using Renewal.Domain.Areas;
using Renewal.Domain.Recording;
using Renewal.Features.Areas.Commands;

namespace Renewal.App.Tests.Pages.Areas;

/// <summary>Each form from the empty page to the recorded event; half of them without scripts.</summary>
[Collection("bureau")]
public sealed class When_using_every_form(FormPagesFixture pages)
{
    private static readonly (string Slug, Type Filed, (string Field, string Typed)[] Fields)[] Ways =
    [
        ("opening-position", typeof(OpeningPositionTaken),
            [("stage", "listing"), ("asOf", "2026-03-31"), ("source", "一季度工作总结"), ("note", "仅知阶段")]),
        ("milestone", typeof(MilestoneRecorded),
            [("milestone", "planning-conformity-confirmed"), ("effectiveOn", "2026-02-03"), ("documentNumber", "东规函〔2026〕8号")]),
        ("plan", typeof(PlanSet), [("planned:planning-conformity-confirmed", "2026-09-30")]),
        ("obstacle", typeof(ObstacleRaised), [("category", "资金"), ("description", "首批资金未到位"), ("raisedOn", "2026-04-01")]),
        ("duty", typeof(DutyAssigned), [("responsibleUnit", "区征收办"), ("officer", "zhang"), ("effectiveOn", "2026-02-01")]),
        ("labels", typeof(AreaLabelled), [("labels", "试点、重点")]),
        ("progress", typeof(ProgressNoted), [("text", "入户调查过半"), ("asOf", "2026-05-31"), ("source", "周报")]),
        ("suspension", typeof(AreaSuspended), [("effectiveOn", "2026-05-01"), ("reason", "等待批复")]),
    ];

    public static TheoryData<string, bool> Forms =>
        [.. Ways.Select((way, i) => new TheoryDataRow<string, bool>(way.Slug, i % 2 == 0))];

    /// <summary>Those with a test of their own, here or in When_changing_the_course_of_an_area and When_a_form_is_refused.</summary>
    private static readonly string[] Elsewhere =
        ["registration", "confirmation", "resolution", "stage", "resumption", "termination", "catalogue"];

    [Fact]
    public void no_form_is_left_out() =>
        Assert.Empty(AreaCommands.Forms.Select(form => form.Slug).Except(Ways.Select(way => way.Slug)).Except(Elsewhere));

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task what_was_typed_is_on_file(string slug, bool scripts)
    {
        var way = Ways.Single(way => way.Slug == slug);
        var code = $"form-{slug}";
        await pages.RegisterAsync(code, $"表单{slug}片");
        var page = await pages.SignInAsync(scripts: scripts);

        var filed = await SendAsync(page, code, slug, way.Fields);

        Assert.IsType(way.Filed, filed.Event);
        Assert.Equal("demo-officer", filed.RecordedBy);
        await Assertions.Expect(page.Locator("main [role=status]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task a_manager_confirms_lets_a_stage_pass_and_closes_an_obstacle()
    {
        await pages.RegisterAsync("form-manager", "表单经理片");
        await pages.ReachAsync("form-manager", ("planning-conformity-confirmed", new(2026, 2, 3)));
        await pages.FileAsync(new RaiseObstacle("form-manager", "资金", "到位不足", new(2026, 4, 1)));
        var page = await pages.SignInAsync("manager", scripts: false);

        Assert.IsType<MilestoneConfirmed>(
            (await SendAsync(page, "form-manager", "confirmation", [("milestone", "planning-conformity-confirmed")])).Event);
        var resolved = await SendAsync(
            page, "form-manager", "resolution", [("resolvedOn", "2026-05-06"), ("how", "区财政已拨付")], choose: "obstacle");
        Assert.Equal("区财政已拨付", Assert.IsType<ObstacleResolved>(resolved.Event).How);

        // The gate blocks: the first response says what is missing and asks for an override, the second succeeds.
        await page.GotoAsync("/areas/form-manager/record/stage");
        await page.SelectOptionAsync("[name=stage]", "listing");
        await page.FillAsync("[name=effectiveOn]", "2026-05-10");
        await page.ClickAsync("form.record button[type=submit]");
        await Assertions.Expect(page.Locator(".override")).ToBeVisibleAsync();
        await page.FillAsync("[name='override.reason']", "区长办公会同意先行挂牌");
        await page.FillAsync("[name='override.approver']", "区政府");
        await page.FillAsync("[name='override.documentNumber']", "东政会纪〔2026〕4号");
        await page.ClickAsync("form.record button[type=submit]");
        await Assertions.Expect(page.Locator("main [role=status]")).ToBeVisibleAsync();
        var changed = Assert.IsType<StageChanged>((await pages.AreaAsync("form-manager")).Events[^1].Event);
        Assert.Equal(("listing", "区政府"), (changed.Stage, changed.Override?.Approver));
    }

    [Fact]
    public async Task the_area_page_says_of_every_act_whether_it_is_open_and_why_not()
    {
        await pages.RegisterAsync("form-acts", "表单清单片");
        var page = await pages.SignInAsync(phone: true);
        await page.GotoAsync("/areas/form-acts");
        await page.ClickAsync("details.menu > summary");
        var open = await page.Locator(".area-actions a").AllInnerTextsAsync();
        var blocked = await page.Locator(".blocked li b").AllInnerTextsAsync();

        // What can be recorded about an area, and nothing else, stands in one of the two lists.
        var all = AreaCommands.Forms.Where(form => form is not RegisterAreaDescriptor).Select(form => UiText.Pick(form.Title))
            .Order(StringComparer.Ordinal);
        Assert.Equal(all, open.Concat(blocked).Select(title => title.Trim()).Order(StringComparer.Ordinal));
        Assert.Contains("恢复推进", blocked);
        Assert.Equal(blocked.Count, await page.Locator(".blocked li .hint:not(:empty)").CountAsync());
        await FormPagesFixture.LooksSoundAsync(page);
    }

    [Fact]
    public async Task a_manager_is_not_sent_to_confirm_where_nothing_waits()
    {
        await pages.RegisterAsync("form-unconfirmed", "表单待核实片");
        var page = await pages.SignInAsync("manager", scripts: false);
        await page.GotoAsync("/areas/form-unconfirmed");
        await Assertions.Expect(page.Locator(".area-actions a[href$=confirmation]")).ToHaveCountAsync(0);
        await pages.ReachAsync("form-unconfirmed", ("planning-conformity-confirmed", new(2026, 2, 3)));
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".area-actions a[href$=confirmation]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task a_manager_is_told_that_no_other_catalogue_was_published()
    {
        await pages.RegisterAsync("form-catalogue", "表单目录片");
        var page = await pages.SignInAsync("manager");

        await page.GotoAsync("/areas/form-catalogue/record/catalogue");

        await Assertions.Expect(page.Locator(".note.why")).ToContainTextAsync("只发布过一个版本");
        await FormPagesFixture.LooksSoundAsync(page);
    }

    private async Task<RecordedEvent<AreaEvent>> SendAsync(
        IPage page, string code, string slug, (string Field, string Typed)[] fields, string? choose = null)
    {
        await page.GotoAsync($"/areas/{code}/record/{slug}");
        if (choose is not null) await page.SelectOptionAsync($"[name='{choose}']", new SelectOptionValue { Index = 1 });
        foreach (var (field, typed) in fields)
        {
            var input = page.Locator($"form.record [name='{field}']");
            if (await input.EvaluateAsync<bool>("e => e.tagName === 'SELECT'")) await input.SelectOptionAsync(typed);
            else await input.FillAsync(typed);
        }

        await page.ClickAsync("form.record button[type=submit]");
        await Assertions.Expect(page.Locator("main > [role=status]")).ToBeVisibleAsync();
        return (await pages.AreaAsync(code)).Events[^1];
    }
}
