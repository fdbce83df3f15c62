using Microsoft.Playwright;

namespace Renewal.App.Tests.Pages.Areas;

[Collection("bureau")]
public sealed class When_recording_a_milestone(FormPagesFixture pages)
{
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public async Task an_officer_goes_from_the_area_to_the_entry(bool phone, bool scripts)
    {
        var code = $"haikou-{(phone ? "phone" : "desk")}-{(scripts ? "scripts" : "plain")}";
        await pages.RegisterAsync(code);
        var page = await pages.SignInAsync(phone: phone, scripts: scripts);

        await page.GotoAsync($"/areas/{code}");
        await page.GetByLabel("记录“规划符合性确认”").ClickAsync();
        await page.FillAsync("#f-documentNumber", "东规函〔2026〕12号");
        await FormPagesFixture.PictureAsync(page, $"record-{code}");
        await page.ClickAsync("form.record button[type=submit]");

        await Assertions.Expect(page.Locator("main [role=status]")).ToContainTextAsync("规划符合性确认");
        await Assertions.Expect(page.Locator("#milestones")).ToContainTextAsync("东规函〔2026〕12号");
        var fact = (await pages.AreaAsync(code)).Events[^1];
        Assert.Equal("demo-officer", fact.RecordedBy);
        await FormPagesFixture.PictureAsync(page, $"area-{code}");
    }

    [Fact]
    public async Task a_day_before_the_period_is_over_is_explained_and_everything_typed_is_kept()
    {
        await pages.RegisterAsync("too-early");
        await Prepare("too-early");
        var page = await pages.SignInAsync();

        await page.GotoAsync("/areas/too-early/record/milestone?milestone=plan-consultation-closed");
        await page.FillAsync("#f-effectiveOn", "2026-03-20");
        await page.FillAsync("#f-note", "街道已张贴");
        await page.ClickAsync("form.record button[type=submit]");

        await Assertions.Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("^错误："));
        await Assertions.Expect(page.Locator("[role=alert] a").First).ToHaveAttributeAsync("href", "#f-effectiveOn");
        await Assertions.Expect(page.Locator(".reckoning")).ToContainTextAsync("30个自然日");
        await Assertions.Expect(page.Locator("#f-note")).ToHaveValueAsync("街道已张贴");
        await Assertions.Expect(page.Locator("#f-effectiveOn")).ToHaveValueAsync("2026-03-20");
        await Assertions.Expect(page.Locator("#f-milestone")).ToHaveValueAsync("plan-consultation-closed");
        await Assertions.Expect(page.Locator(".override")).ToHaveCountAsync(0);
        await FormPagesFixture.PictureAsync(page, "too-early");
    }

    [Fact]
    public async Task what_another_body_did_too_early_is_recorded_as_it_happened_and_confirmed_by_a_manager()
    {
        await pages.RegisterAsync("as-happened");
        await Prepare("as-happened");
        var page = await pages.SignInAsync(phone: true);

        await page.GotoAsync("/areas/as-happened/record/milestone?milestone=plan-consultation-closed");
        await page.FillAsync("#f-effectiveOn", "2026-03-20");
        await page.ClickAsync("form.record button[type=submit]");
        await page.Locator("[role=alert] a[href='#f-asHappened']").ClickAsync();
        await page.CheckAsync("#f-asHappened");
        await page.ClickAsync("form.record button[type=submit]");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("文号");

        await page.FillAsync("#f-documentNumber", "东征告〔2026〕5号");
        await page.FillAsync("#f-note", "征收部门提前结束征求意见");
        await FormPagesFixture.LooksSoundAsync(page);
        await FormPagesFixture.PictureAsync(page, "as-happened-form");
        await page.ClickAsync("form.record button[type=submit]");
        await Assertions.Expect(page.Locator("#milestones")).ToContainTextAsync("据实记录");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("少15天");
        await FormPagesFixture.PictureAsync(page, "as-happened");

        var manager = await pages.SignInAsync("manager");
        await manager.GotoAsync("/areas/as-happened");
        await Assertions.Expect(manager.Locator("main")).ToContainTextAsync("1项据实记录待管理人员核实");
        await manager.GetByLabel("核实“征求意见期满”").ClickAsync();
        await manager.ClickAsync("form.record button[type=submit]");
        await Assertions.Expect(manager.Locator("#milestones")).ToContainTextAsync("已由demo-manager核实");
        await Assertions.Expect(manager.Locator("#milestones")).ToContainTextAsync("据实记录");
        await FormPagesFixture.PictureAsync(manager, "as-happened-confirmed");
    }

    [Fact]
    public async Task only_a_manager_is_offered_to_override_and_it_stays_visible()
    {
        await pages.RegisterAsync("overridden");
        var officer = await pages.SignInAsync();
        await officer.GotoAsync("/areas/overridden/record/milestone");
        await Assertions.Expect(officer.Locator("#f-milestone option[value=plan-argued]")).ToHaveCountAsync(0);
        await Assertions.Expect(officer.Locator(".why-not")).ToContainTextAsync("方案论证");

        var manager = await pages.SignInAsync("manager", phone: true);
        await manager.GotoAsync("/areas/overridden/record/milestone?milestone=plan-argued");
        await Assertions.Expect(manager.Locator(".override")).ToContainTextAsync("补偿方案拟定上报");
        await FormPagesFixture.LooksSoundAsync(manager);
        await manager.FillAsync("[id='f-override-reason']", "区政府专题会议同意提前论证");
        await manager.FillAsync("[id='f-override-approver']", "区更新工作专题会议");
        await manager.FillAsync("[id='f-override-documentNumber']", "东政纪〔2026〕3号");
        await FormPagesFixture.PictureAsync(manager, "override-phone");
        await manager.ClickAsync("form.record button[type=submit]");
        await Assertions.Expect(manager.Locator("#milestones")).ToContainTextAsync("越权放行");
        await Assertions.Expect(manager.Locator("#milestones")).ToContainTextAsync("东政纪〔2026〕3号");
    }

    [Fact]
    public async Task the_button_pressed_twice_records_once()
    {
        await pages.RegisterAsync("twice");
        var page = await pages.SignInAsync();
        for (var i = 0; i < 2; i++)
        {
            await page.GotoAsync("/areas/twice/record/progress");
            await page.FillAsync("#f-text", "入户调查进行中");
            await page.ClickAsync("form.record button[type=submit]");
        }

        await Assertions.Expect(page.Locator("main [role=status]")).ToContainTextAsync("没有重复记录");
        Assert.Equal(2, (await pages.AreaAsync("twice")).Version);
    }

    private async Task Prepare(string code) => await pages.ReachAsync(
        code, ("planning-conformity-confirmed", new(2026, 1, 5)), ("scope-determined", new(2026, 1, 10)),
        ("households-surveyed", new(2026, 2, 1)), ("plan-drafted", new(2026, 2, 10)), ("plan-argued", new(2026, 3, 1)),
        ("plan-consultation-opened", new(2026, 3, 5)));
}
