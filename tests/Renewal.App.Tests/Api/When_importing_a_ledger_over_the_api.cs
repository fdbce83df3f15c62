using System.Text;

namespace Renewal.App.Tests.Api;

[Collection(ApiCollection.Name)]
public sealed class When_importing_a_ledger_over_the_api(ApiFixture fixture)
{
    private const string Ledger = "名称,类别,阶段,截至日期\n导入一片,国有土地上房屋征收,前期准备,2020-12-31\n导入二片,老旧小区微改造,挂牌,2020-12-31\n";

    [Fact]
    public async Task a_file_is_looked_at_first_and_then_put_on_file_once()
    {
        var before = await fixture.EventCountAsync();
        var seen = await fixture.Zhang.PostAsync("/api/imports", Form(Ledger, "台账.csv"));

        Assert.True(seen.Status == 201, seen.Text);
        Assert.Equal((seen.Location, "previewed", "2", "台账.csv"),
            ($"/api/imports/{seen.At("id")}", seen.At("state"), seen.At("new"), seen.At("fileName")));
        Assert.Equal(before, await fixture.EventCountAsync());
        Assert.Equal(seen.Text, (await fixture.Zhang.GetAsync(seen.Location!)).Text);
        Assert.Equal((404, "import.unknown"), (await fixture.Stranger.GetAsync(seen.Location!)).Outcome);

        var taken = await fixture.Zhang.PostAsync(seen.Location + "/acceptance", null);
        Assert.Equal((200, "accepted"), (taken.Status, taken.At("state")));
        Assert.True(taken.Json.GetProperty("events").GetArrayLength() >= 2);
        var after = await fixture.EventCountAsync();
        Assert.True(after > before);

        Assert.Equal(200, (await fixture.Zhang.PostAsync(seen.Location + "/acceptance", null)).Status);
        var again = await fixture.Zhang.PostAsync("/api/imports?fileName=x.csv", Raw(Ledger));
        Assert.Equal(("2", "0"), (again.At("same"), again.At("new")));
        Assert.Equal(after, await fixture.EventCountAsync());

        var past = await fixture.Zhang.GetAsync("/api/imports?pageSize=2");
        Assert.Equal(("2", "x.csv", "previewed", "台账.csv", "accepted"), (
            past.At("pageSize"), past.Json.GetProperty("items")[0].GetProperty("fileName").GetString(),
            past.Json.GetProperty("items")[0].GetProperty("state").GetString(),
            past.Json.GetProperty("items")[1].GetProperty("fileName").GetString(),
            past.Json.GetProperty("items")[1].GetProperty("state").GetString()));
        Assert.Equal("0", (await fixture.Stranger.GetAsync("/api/imports")).At("total"));
        Assert.Equal(400, (await fixture.Zhang.GetAsync("/api/imports?page=0")).Status);
        Assert.Equal((400, "query.unknown"), (await fixture.Zhang.PostAsync("/api/imports?juristiction=420112001", Raw(Ledger))).Outcome);
    }

    [Fact]
    public async Task a_file_that_is_no_ledger_is_refused_by_name()
    {
        async Task<(int, string?)> Send(HttpContent content, string query = "") =>
            (await fixture.Zhang.PostAsync("/api/imports" + query, content)).Outcome;

        Assert.Equal((422, "import.layout-unknown"), await Send(Raw("片区名称,类别,截至日期\n甲,老旧小区微改造,2020-12-31\n")));
        Assert.Equal((422, "import.layout-unknown"), await Send(Raw(Ledger), "?layout=castle"));
        Assert.Equal((422, "import.unreadable"), await Send(Raw("\u0001\u0002\u0000\u0003")));
        Assert.Equal((400, "body.missing"), await Send(Raw("")));
        Assert.Equal((422, "field.missing"), await Send(new MultipartFormDataContent { { new StringContent("x"), "layout" } }));
        var broken = new ByteArrayContent("--b\r\nnothing"u8.ToArray());
        broken.Headers.Add("Content-Type", "multipart/form-data; boundary=b");
        Assert.Equal((400, "body.malformed"), await Send(broken));
        Assert.Equal((413, "body.too-large"), await Send(new ByteArrayContent(new byte[21 * 1024 * 1024])));
        Assert.Equal((422, "jurisdiction.unknown"), await Send(Raw(Ledger), "?jurisdiction=x"));
        Assert.Equal((403, "jurisdiction.forbidden"), await Send(Raw(Ledger), "?jurisdiction=420112004"));
        Assert.Equal((403, "role.forbids"), (await fixture.Auditor.PostAsync("/api/imports?jurisdiction=420112001", Raw(Ledger))).Outcome);
        Assert.Equal((404, "import.unknown"), (await fixture.Zhang.PostAsync($"/api/imports/{Guid.NewGuid()}/acceptance", null)).Outcome);
    }

    [Theory]
    [InlineData("?fileName=a%00b.csv")]
    [InlineData("?layout=area-ledger%00")]
    public async Task a_name_with_a_control_character_is_refused(string query) =>
        Assert.Equal((400, "query.invalid"), (await fixture.Zhang.PostAsync("/api/imports" + query, Raw(Ledger))).Outcome);

    [Fact]
    public async Task a_file_goes_on_record_under_a_name_that_can_be_shown()
    {
        async Task<string?> Named(string part)
        {
            var bytes = Encoding.UTF8.GetBytes(
                $"--b\r\nContent-Disposition: form-data; name=\"file\"; {part}\r\n\r\n{Ledger}\r\n--b--\r\n");
            var form = new ByteArrayContent(bytes);
            form.Headers.Add("Content-Type", "multipart/form-data; boundary=b");
            var response = await fixture.Zhang.PostAsync("/api/imports", form);
            Assert.True(response.Status == 201, response.Text);
            return response.At("fileName");
        }

        Assert.Equal("a_b.csv", await Named("filename*=UTF-8''a%00b.csv"));
        Assert.Equal("a_vsc.csv", await Named("filename*=UTF-8''a%E2%80%AEvsc.csv"));
        Assert.Equal("台账.csv", await Named("filename*=UTF-8''C%3A%5C%E5%8F%B0%E8%B4%A6.csv"));
        Assert.Equal(new string('n', 116) + ".csv", await Named($"filename=\"{new string('n', 5000)}.csv\""));
        Assert.Equal("upload", await Named("filename=\"a/\""));
    }

    [Fact]
    public async Task a_refused_row_says_why_in_words()
    {
        const string Wrong = "名称,类别,阶段,截至日期\n某片,老旧小区微改造,挂牌,2021-02-30\n";
        Task<ApiResponse> Send(string language) => fixture.Zhang.PostAsync("/api/imports", Raw(Wrong), ("Accept-Language", language));

        Assert.Equal("row.date-invalid", (await Send("zh")).At("rows.0.problems.0.code"));
        Assert.Contains("2021-02-30", (await Send("zh")).At("rows.0.problems.0.detail"));
        Assert.NotEqual((await Send("zh")).At("rows.0.problems.0.detail"), (await Send("en")).At("rows.0.problems.0.detail"));
    }

    [Fact]
    public async Task a_preview_has_a_version_and_is_accepted_on_it()
    {
        var seen = await fixture.Zhang.PostAsync("/api/imports", Raw(Ledger.Replace("导入", "标签导入")));
        var acceptance = seen.Location + "/acceptance";

        Assert.Equal(("\"1\"", "\"1\""), (seen.ETag, (await fixture.Zhang.GetAsync(seen.Location!)).ETag));
        Assert.Equal(304, (await fixture.Zhang.GetAsync(seen.Location!, ("If-None-Match", "\"1\""))).Status);
        Assert.Equal((400, "header.invalid"), (await fixture.Zhang.PostAsync(acceptance, null, ("If-Match", "nonsense"))).Outcome);
        Assert.Equal((412, "version.stale"), (await fixture.Zhang.PostAsync(acceptance, null, ("If-Match", "\"2\""))).Outcome);
        Assert.Equal((200, "\"2\""), Pair(await fixture.Zhang.PostAsync(acceptance, null, ("If-Match", "\"1\""))));
        Assert.Equal((412, "version.stale"), (await fixture.Zhang.PostAsync(acceptance, null, ("If-Match", "\"1\""))).Outcome);
        Assert.Equal((200, "\"2\""), Pair(await fixture.Zhang.GetAsync(seen.Location!)));

        static (int, string?) Pair(ApiResponse response) => (response.Status, response.ETag);
    }

    private static ByteArrayContent Raw(string text) =>
        new(Encoding.UTF8.GetBytes(text)) { Headers = { { "Content-Type", "application/octet-stream" } } };

    private static MultipartFormDataContent Form(string text, string name) =>
        new() { { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", name } };
}
