using Microsoft.Playwright;
using Renewal.Domain.Areas;
using Renewal.Features.Areas.Commands;

namespace Renewal.App.Tests.Pages.Areas;

[Collection("bureau")]
public sealed class When_looking_at_every_form(FormPagesFixture pages)
{
    [Theory]
    [InlineData("zh-CN", true)]
    [InlineData("en", false)]
    public async Task it_has_no_barriers_and_fits_the_window(string locale, bool phone)
    {
        var code = $"forms-{locale.ToLowerInvariant()}";
        await Fill(code);
        var page = await pages.SignInAsync("manager", phone: phone, locale: locale);
        var entry = (await pages.AreaAsync(code)).Events[1].EventId;
        var paths = AreaCommands.Forms.Where(form => form is not RegisterAreaDescriptor).Select(form => $"/areas/{code}/record/{form.Slug}")
            .Concat(["/areas/new", "/imports/new", $"/areas/{code}", $"/areas/{code}/history", $"/areas/{code}/history/{entry}/correct"]);
        foreach (var path in paths)
        {
            var answer = await page.GotoAsync(path);
            Assert.Equal(200, answer!.Status);
            await FormPagesFixture.LooksSoundAsync(page);
            await FormPagesFixture.FitsFingersAsync(page);
            var heading = await page.Locator("h1").InnerTextAsync();
            if (locale == "en" && !path.EndsWith(code, StringComparison.Ordinal))
                Assert.DoesNotContain(heading.Replace("东流港片", "", StringComparison.Ordinal), letter => letter > '\u3000');
            await FormPagesFixture.PictureAsync(page, $"{locale}{path.Replace(code, "area", StringComparison.Ordinal).Replace('/', '-')}");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task the_past_offers_no_recording(bool phone)
    {
        var code = $"past-{(phone ? "phone" : "desk")}";
        await Fill(code);
        var page = await pages.SignInAsync(phone: phone);
        await page.GotoAsync($"/areas/{code}?on=2026-01-07");
        await Assertions.Expect(page.Locator(".area-actions, .record-link")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#milestones .done")).ToHaveCountAsync(1);
        await FormPagesFixture.LooksSoundAsync(page);
        await FormPagesFixture.PictureAsync(page, $"past-{(phone ? "phone" : "desk")}");
    }

    // One of everything, so that every part of the page shows.
    private async Task Fill(string code)
    {
        await pages.RegisterAsync(code);
        await pages.ReachAsync(
            code, ("planning-conformity-confirmed", new(2026, 1, 5)), ("scope-determined", new(2026, 1, 10)),
            ("households-surveyed", new(2026, 2, 1)), ("plan-drafted", new(2026, 2, 10)), ("plan-argued", new(2026, 3, 1)),
            ("plan-consultation-opened", new(2026, 6, 15)));
        await pages.FileAsync(new SetPlan(
            code, [new("plan-drafted", new(2026, 1, 20), "planned"), new("survey-published", new(2026, 4, 1), "planned"),
            new("expropriation-decided", new(2026, 9, 30), "forecast")]));
        await pages.FileAsync(new RaiseObstacle(code, "资金", "补偿资金尚有缺口二百万元", new(2026, 3, 2)));
        var raised = (await pages.AreaAsync(code)).Events[^1].EventId;
        await pages.FileAsync(new ResolveObstacle(code, raised, new(2026, 4, 2), "区财政追加"));
        await pages.FileAsync(new RaiseObstacle(code, "信访", "两户对面积认定有异议", new(2026, 5, 2)));
        await pages.FileAsync(new NoteProgress(code, new(2026, 6, 1), "征求意见材料已张贴，正在收集意见。", null));
        await pages.FileAsync(new AssignDuty(code, "更新科", "zhang", new(2026, 1, 2)));
        await pages.FileAsync(new LabelArea(code, ["试点", "军运会重点保障"]));
        await pages.FileAsync(new ConfirmMilestone(code, "scope-determined"), FormPagesFixture.Director);
    }
}
