using Microsoft.Playwright;
using Renewal.Domain.Areas;

namespace Renewal.App.Tests.Pages.Areas;

[Collection("bureau")]
public sealed class When_correcting_an_entry(FormPagesFixture pages)
{
    [Fact]
    public async Task the_original_stays_visible_beside_what_replaced_it()
    {
        await pages.RegisterAsync("wrong-day");
        var recorded = new RecordMilestone("wrong-day", "planning-conformity-confirmed", new(2026, 2, 1)) { DocumentNumber = "东规函〔2026〕1" };
        await pages.FileAsync(recorded);
        var page = await pages.SignInAsync(scripts: false);

        await page.GotoAsync("/areas/wrong-day/history");
        await page.GetByLabel("更正第2条").ClickAsync();
        await Assertions.Expect(page.Locator("#f-documentNumber")).ToHaveValueAsync("东规函〔2026〕1");
        await FormPagesFixture.LooksSoundAsync(page, axe: false);
        await page.FillAsync("#f-correctionReason", "把收文日期当成了生效日期");
        await page.FillAsync("#f-effectiveOn", "2026-01-20");
        await FormPagesFixture.PictureAsync(page, "correct");
        await page.ClickAsync("form.record button[type=submit]");

        await Assertions.Expect(page.Locator("main > [role=status]")).ToContainTextAsync("把收文日期当成了生效日期");
        await page.GotoAsync("/areas/wrong-day/history");
        await Assertions.Expect(page.Locator("#e2 del")).ToContainTextAsync("2026年2月1日");
        await Assertions.Expect(page.Locator("#e2")).ToContainTextAsync("把收文日期当成了生效日期");
        await Assertions.Expect(page.Locator("#e4")).ToContainTextAsync("2026年1月20日");
        await FormPagesFixture.PictureAsync(page, "history");
    }

    [Fact]
    public async Task what_a_manager_confirmed_an_officer_is_not_offered_to_correct_and_is_told_why()
    {
        await pages.RegisterAsync("vouched");
        await pages.ReachAsync("vouched", ("planning-conformity-confirmed", new(2026, 2, 1)));
        await pages.FileAsync(new ConfirmMilestone("vouched", "planning-conformity-confirmed"), FormPagesFixture.Director);

        var officer = await pages.SignInAsync();
        await officer.GotoAsync("/areas/vouched/history");
        await Assertions.Expect(officer.Locator("#e1 a[href$=correct]")).ToHaveCountAsync(1);
        await Assertions.Expect(officer.Locator("#e2 a[href$=correct], #e3 a[href$=correct]")).ToHaveCountAsync(0);
        await Assertions.Expect(officer.Locator("#e2")).ToContainTextAsync("由分管领导更正");
        await FormPagesFixture.LooksSoundAsync(officer);

        var manager = await pages.SignInAsync("manager");
        await manager.GotoAsync("/areas/vouched/history");
        await Assertions.Expect(manager.Locator("#e2 a[href$=correct]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task what_rests_on_the_entry_is_named_and_only_a_manager_may_pass_over_it()
    {
        await pages.RegisterAsync("resting");
        await pages.ReachAsync("resting", ("planning-conformity-confirmed", new(2026, 2, 1)), ("scope-determined", new(2026, 2, 3)));
        var wrong = (await pages.AreaAsync("resting")).Events[1].EventId;

        var officer = await pages.SignInAsync();
        await officer.GotoAsync($"/areas/resting/history/{wrong}/correct");
        await Assertions.Expect(officer.Locator("main")).ToContainTextAsync("征收范围确定");
        await WithdrawAsync(officer);
        await Assertions.Expect(officer.Locator("[role=alert]")).ToContainTextAsync("征收范围确定");
        await Assertions.Expect(officer.Locator(".override")).ToHaveCountAsync(0);

        var manager = await pages.SignInAsync("manager");
        await manager.GotoAsync($"/areas/resting/history/{wrong}/correct");
        await WithdrawAsync(manager);
        await manager.FillAsync("[id='f-override.reason'], [id='f-override-reason']", "范围由区政府另行确定");
        await manager.FillAsync("[id='f-override.approver'], [id='f-override-approver']", "区专题会议");
        await manager.FillAsync("[id='f-override.documentNumber'], [id='f-override-documentNumber']", "东政纪〔2026〕4号");
        await manager.ClickAsync("form.record button[type=submit]");
        await Assertions.Expect(manager.Locator("main > [role=status]")).ToContainTextAsync("东政纪〔2026〕4号");
    }

    [Fact]
    public async Task a_form_that_went_stale_shows_what_happened_meanwhile_and_keeps_what_was_typed()
    {
        await pages.RegisterAsync("stale");
        await pages.FileAsync(new NoteProgress("stale", new(2026, 3, 1), "入户调查已完成三成", null));
        var wrong = (await pages.AreaAsync("stale")).Events[1].EventId;
        var page = await pages.SignInAsync();
        await page.GotoAsync($"/areas/stale/history/{wrong}/correct");
        await page.FillAsync("#f-text", "入户调查已完成四成");
        await page.FillAsync("#f-correctionReason", "数字抄错");
        await pages.FileAsync(new RaiseObstacle("stale", "资金", "缺口二百万元", new(2026, 3, 2)), FormPagesFixture.Director);

        await page.ClickAsync("form.record button[type=submit]");
        await Assertions.Expect(page.Locator("[aria-labelledby=meanwhile-title]")).ToContainTextAsync("缺口二百万元");
        await Assertions.Expect(page.Locator("#f-text")).ToHaveValueAsync("入户调查已完成四成");
        await FormPagesFixture.PictureAsync(page, "stale");

        await page.ClickAsync("form.record button[type=submit]");
        await Assertions.Expect(page.Locator("main > [role=status]")).ToContainTextAsync("数字抄错");
        Assert.Equal("入户调查已完成四成", (await pages.AreaAsync("stale")).On(new DateOnly(2026, 6, 30)).Progress?.Text);
    }

    private static async Task WithdrawAsync(IPage page)
    {
        await page.CheckAsync("#how-withdraw");
        await page.FillAsync("#f-correctionReason", "这份复函不是给本片区的");
        await page.ClickAsync("form.record button[type=submit]");
    }
}
