using Microsoft.Playwright;
using Renewal.Testing;

namespace Renewal.App.Tests.Pages.Areas;

[Collection("bureau")]
public sealed class When_importing_a_ledger_on_a_page(FormPagesFixture pages)
{
    [Fact]
    public async Task a_messy_workbook_is_shown_row_by_row_and_taken_in_without_scripts()
    {
        var page = await pages.SignInAsync(scripts: false);
        await UploadAsync(page, "片区台账.xlsx", MessyLedger.Write());
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("新增 13");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("个人信息，不读取");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("请核对");
        await FormPagesFixture.PictureAsync(page, "import-preview");
        await page.ClickAsync("main section form button[type=submit]");
        await Assertions.Expect(page.Locator("main > [role=status]")).ToContainTextAsync("新增 13");
        await FormPagesFixture.PictureAsync(page, "import-result");

        await page.GotoAsync("/areas/haikoucun");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("海口村片");
        await FormPagesFixture.PictureAsync(page, "area-from-ledger");
        await page.GotoAsync("/areas/haikoucun/history");
        await Assertions.Expect(page.Locator("#e1")).ToContainTextAsync("台账导入");
        await Assertions.Expect(page.Locator("#e1")).ToContainTextAsync("片区台账.xlsx");

        var phone = await pages.SignInAsync(phone: true);
        await UploadAsync(phone, "片区台账.xlsx", MessyLedger.Write());
        await Assertions.Expect(phone.Locator("main")).ToContainTextAsync("相同 13");
        await FormPagesFixture.LooksSoundAsync(phone);
        await FormPagesFixture.PictureAsync(phone, "import-phone");

        await phone.GotoAsync("/imports");
        await Assertions.Expect(phone.Locator("tbody tr").First).ToContainTextAsync("待确认");
        await Assertions.Expect(phone.Locator("tbody tr").Nth(1)).ToContainTextAsync("已导入");
        await FormPagesFixture.LooksSoundAsync(phone);
        await FormPagesFixture.PictureAsync(phone, "imports-phone");
        await phone.ClickAsync("tbody tr:nth-child(2) a");
        await Assertions.Expect(phone.Locator("h1")).ToContainTextAsync("导入结果");
    }

    [Fact]
    public async Task many_rows_are_shown_by_the_hundred_and_by_what_will_become_of_them()
    {
        var text = new System.Text.StringBuilder("片区名称,片区编码,类型,阶段,截至日期\n");
        for (var i = 0; i < 230; i++) text.Append(null, $"多行{i}号片,rows-{i},{(i % 100 == 7 ? "不知道" : "微改造")},完成,2020-12-31\n");
        var page = await pages.SignInAsync();
        await UploadAsync(page, "多行.csv", System.Text.Encoding.UTF8.GetBytes(text.ToString()));

        Assert.Equal(100, await page.Locator(".import-rows tbody tr").CountAsync());
        await Assertions.Expect(page.Locator(".import-rows tbody tr").First).ToContainTextAsync("多行7号片");
        await page.ClickAsync(".pager a[rel=next]");
        await page.ClickAsync(".pager a[rel=next]");
        Assert.Equal(30, await page.Locator(".import-rows tbody tr").CountAsync());

        await page.ClickAsync(".tabs a:has-text('拒绝')");
        Assert.Equal(3, await page.Locator(".import-rows tbody tr").CountAsync());
        Assert.DoesNotContain("page=", page.Url);
        await FormPagesFixture.LooksSoundAsync(page);
    }

    [Fact]
    public async Task a_file_that_is_no_ledger_is_refused_in_words()
    {
        var page = await pages.SignInAsync();
        await UploadAsync(page, "台账.xlsx", [0x25, 0x50, 0x44, 0x46, 0, 1, 2]);
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("无法读取");
        await Assertions.Expect(page.Locator(".note.bad")).ToContainTextAsync("。");
        await FormPagesFixture.LooksSoundAsync(page);
    }

    [Fact]
    public async Task no_file_is_said_at_the_field()
    {
        var page = await pages.SignInAsync();
        await page.GotoAsync("/imports/new");
        await page.ClickAsync("form.record button[type=submit]");
        await Assertions.Expect(page.Locator("#f-file-error")).ToContainTextAsync("请选择文件");
        await FormPagesFixture.LooksSoundAsync(page);
    }

    private static async Task UploadAsync(IPage page, string name, byte[] content)
    {
        await page.GotoAsync("/imports/new");
        await page.SetInputFilesAsync("#f-file", new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });
        await page.ClickAsync("form.record button[type=submit]");
    }
}
