using Microsoft.Playwright;

namespace Renewal.App.Tests.Pages.Areas;

/// <summary>A refused form shows everything that is wrong, at which field, and what to do next.</summary>
[Collection("bureau")]
public sealed class When_a_form_is_refused(FormPagesFixture pages)
{
    [Theory]
    [InlineData("obstacle", "f-category", "f-description", "f-raisedOn")]
    [InlineData("suspension", "f-effectiveOn", "f-reason")]
    [InlineData("progress", "f-text", "f-asOf")]
    [InlineData("opening-position", "f-stage", "f-asOf", "f-source")]
    public async Task everything_missing_is_named_at_once_in_the_order_of_the_fields(string slug, params string[] fields)
    {
        await pages.RegisterAsync($"empty-{slug}");
        var page = await pages.SignInAsync(scripts: false);
        await page.GotoAsync($"/areas/empty-{slug}/record/{slug}");
        foreach (var day in await page.Locator("form.record > .f input[type=date]").AllAsync()) await day.FillAsync("");
        await page.ClickAsync("form.record button[type=submit]");
        await Assertions.Expect(page.Locator("main [role=alert]")).ToBeVisibleAsync();
        Assert.Equal(fields.Select(field => "#" + field), await page.Locator("main [role=alert] a").EvaluateAllAsync<string[]>(
            "links => links.map(link => link.getAttribute('href'))"));
    }

    [Fact]
    public async Task a_number_that_is_none_says_which_field()
    {
        var page = await pages.SignInAsync(locale: "en-GB");
        await page.GotoAsync("/areas/new");
        await page.FillAsync("#f-siteAreaM2", "much");
        await page.FillAsync("#f-householdsExpected", "1.5");
        await page.ClickAsync("form.record button[type=submit]");
        await Assertions.Expect(page.Locator("main [role=alert]")).ToContainTextAsync("Give a number for Site area (m²).");
        await Assertions.Expect(page.Locator("main [role=alert]")).ToContainTextAsync("Give a whole number for Expected households.");
    }

    [Fact]
    public async Task half_an_override_asks_for_the_other_half_and_names_the_period_it_passes()
    {
        await ConsultAsync("half-override");
        var page = await pages.SignInAsync("manager", scripts: false);
        await page.GotoAsync("/areas/half-override/record/milestone?milestone=plan-consultation-closed");
        await Assertions.Expect(page.Locator(".override li")).ToHaveTextAsync("自“方案公布征求意见”起算的法定期限");
        await page.FillAsync("[name='override.approver']", "区政府");
        await page.ClickAsync("form.record button[type=submit]");
        await Assertions.Expect(page.Locator("#f-override-approver")).ToHaveValueAsync("区政府");
        Assert.Equal(["#f-override-reason", "#f-override-documentNumber"],
            await page.Locator("main [role=alert] a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))"));

        await page.FillAsync("[name='override.reason']", "区长办公会同意提前");
        await page.FillAsync("[name='override.documentNumber']", "东政会纪〔2026〕5号");
        await page.ClickAsync("form.record button[type=submit]");
        await Assertions.Expect(page.Locator("main > [role=status]")).ToContainTextAsync("跳过自“方案公布征求意见”起算的法定期限");
    }

    [Fact]
    public async Task an_officer_is_told_who_may_let_it_pass()
    {
        await ConsultAsync("too-early-officer");
        var page = await pages.SignInAsync(scripts: false);
        await page.GotoAsync("/areas/too-early-officer/record/milestone?milestone=plan-consultation-closed");
        await page.ClickAsync("form.record button[type=submit]");
        await Assertions.Expect(page.Locator("main > .note").Filter(new() { HasText = "可请分管领导放行" })).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".override")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task an_act_that_is_shut_says_why_before_anything_is_typed()
    {
        await pages.RegisterAsync("not-halted");
        var page = await pages.SignInAsync(scripts: false);
        await page.GotoAsync("/areas/not-halted/record/resumption");
        await Assertions.Expect(page.Locator("main > .why")).ToContainTextAsync("并未暂停");
    }

    /// <summary>The session ended while the form was being filled in: nothing is saved, and nothing typed is lost.</summary>
    [Theory]
    [InlineData(null, 401)]
    [InlineData("manager", 400)]
    public async Task what_was_typed_comes_back_when_somebody_else_is_at_the_desk(string? next, int status)
    {
        var code = $"signed-out-{status}";
        await pages.RegisterAsync(code);
        var page = await pages.SignInAsync(scripts: false);
        await page.GotoAsync($"/areas/{code}/record/progress");
        await page.FillAsync("#f-text", "征求意见进行中");

        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/me");
        await other.ClickAsync("form[action$=sign-out] button");
        await other.Locator("button[name=role]").First.WaitForAsync();
        if (next is not null) await other.ClickAsync($"button[name=role][value={next}]");
        if (next is not null) await other.Locator("header nav").WaitForAsync();

        var answer = await page.RunAndWaitForResponseAsync(
            () => page.ClickAsync("form.record button[type=submit]"), response => response.Request.Method == "POST");
        Assert.Equal(status, answer.Status);
        await Assertions.Expect(page.Locator(".unsent")).ToContainTextAsync("征求意见进行中");
        await FormPagesFixture.LooksSoundAsync(page, axe: false);
        Assert.Equal(1, (await pages.AreaAsync(code)).Version);
    }

    // The plan was published ten days ago: the thirty days for opinions are still running.
    private async Task ConsultAsync(string code)
    {
        await pages.RegisterAsync(code);
        await pages.ReachAsync(code, ("planning-conformity-confirmed", new(2026, 2, 2)), ("scope-determined", new(2026, 2, 5)),
            ("procedures-suspended", new(2026, 2, 6)), ("households-surveyed", new(2026, 2, 20)), ("plan-drafted", new(2026, 3, 1)),
            ("plan-argued", new(2026, 3, 5)), ("plan-consultation-opened", new(2026, 6, 20)));
    }
}
