namespace Renewal.App.Tests.Commands;

public sealed class When_recording_from_the_command_line(CliFixture cli) : IClassFixture<CliFixture>
{
    private const string Events = "select count(*) from renewal.mt_events";

    [Fact]
    public async Task a_ledger_is_taken_in_once()
    {
        var first = cli.Import.Done().Json;
        Assert.Equal("accepted", first.GetProperty("state").GetString());
        Assert.Equal(13, first.GetProperty("new").GetInt32());
        var before = await cli.CountAsync(Events);

        var second = (await cli.Program.RunAsync("import", "ledger", CliFixture.Sample, "--json")).Done().Json;
        Assert.Equal((0, 13, 0), (
            second.GetProperty("new").GetInt32(), second.GetProperty("same").GetInt32(), second.GetProperty("changed").GetInt32()));
        Assert.Equal(before, await cli.CountAsync(Events));
    }

    [Fact]
    public async Task a_dry_run_writes_nothing()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("renewal-dry").FullName, "next.csv");
        await File.WriteAllTextAsync(file, "片区名称,类型,阶段,截至日期\n新沟桥片,历史遗留,前期准备,2020-12-31\n", TestContext.Current.CancellationToken);
        var before = await cli.CountAsync(Events);
        var run = (await cli.Program.RunAsync("import", "ledger", file, "--dry-run")).Done();
        Assert.Contains("未写入：新增 1", run.Out, StringComparison.Ordinal);
        var named = (await cli.Program.RunAsync("import", "ledger", file, "--dry-run", "--name", "二季度.csv", "--json")).Done();
        Assert.Equal("二季度.csv", named.Json.GetProperty("fileName").GetString());
        Assert.Equal(before, await cli.CountAsync(Events));
    }

    [Fact]
    public async Task a_file_that_cannot_be_read_is_refused_by_name()
    {
        (await cli.Program.RunAsync("import", "ledger", "nowhere.csv", "--json")).Refused("file.unreadable");
        var odd = Path.GetTempFileName();
        await File.WriteAllTextAsync(odd, "天气,心情\n晴,好\n", TestContext.Current.CancellationToken);
        Assert.Equal("", (await cli.Program.RunAsync("import", "ledger", odd, "--json")).Refused("import.unreadable").Out);
        (await cli.Program.RunAsync("import", "ledger", CliFixture.Sample, "--layout", "weather")).Refused("import.layout-unknown");
        // As long as it says, and nothing in it: what is too large is not read to find that out.
        await using (var sparse = File.Create(odd)) sparse.SetLength(20L * 1024 * 1024 + 1);
        var large = (await cli.Program.RunAsync("import", "ledger", odd)).Refused("import.too-large");
        Assert.Contains("20 MB", large.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task past_imports_are_listed_newest_first()
    {
        (await cli.Program.RunAsync("import", "ledger", CliFixture.Sample, "--dry-run")).Done();
        var past = (await cli.Program.RunAsync("import", "list", "--json")).Done().Json;
        Assert.True(past.GetProperty("total").GetInt32() >= 2);
        var newest = past.GetProperty("items")[0];
        Assert.Equal(("wujiashan-ledger.csv", "previewed", 13), (
            newest.GetProperty("fileName").GetString(), newest.GetProperty("state").GetString(), newest.GetProperty("same").GetInt32()));
        var said = (await cli.Program.RunAsync("import", "list")).Done().Out;
        Assert.Contains("已导入", said, StringComparison.Ordinal);
        Assert.Contains("待确认", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_was_taken_in_names_its_file_row_and_operator()
    {
        var history = (await cli.Program.RunAsync("history", "haikoucun", "--json")).Done().Json;
        var line = history[0];
        Assert.Equal("area-registered", line.GetProperty("type").GetString());
        Assert.Equal($"cli:{System.Environment.UserName}", line.GetProperty("recordedBy").GetString());
        Assert.Equal("import", line.GetProperty("via").GetString());
        Assert.Equal(2, line.GetProperty("row").GetInt32());
        Assert.Contains("登记片区", (await cli.Program.RunAsync("history", "haikoucun")).Done().Out, StringComparison.Ordinal);
        (await cli.Program.RunAsync("history", "atlantis")).Refused("area.unknown");
    }

    [Fact]
    public async Task an_account_gets_a_link_and_a_token_acts_as_the_account()
    {
        string[] zhang = ["user", "add", "zhang", "--role", "officer", "--jurisdiction", "420112999"];
        var added = (await cli.Program.RunAsync([.. zhang, "--json"])).Done().Json;
        Assert.Equal("http://localhost:5080/welcome", added.GetProperty("address").GetString());
        (await cli.Program.RunAsync(zhang)).Refused("account.exists");
        var program = new CliProgram(cli.ConnectionString, Path.GetTempPath())
        {
            Environment = { ["RENEWAL_PUBLIC_URL"] = "https://renewal.example.gov.cn/" },
        };
        var outside = (await program.RunAsync("user", "add", "outside", "--role", "auditor", "--json")).Done().Json;
        Assert.Equal("https://renewal.example.gov.cn/welcome", outside.GetProperty("address").GetString());
        program.Environment["RENEWAL_PUBLIC_URL"] = "our server";
        foreach (var command in new[] { $"serve --urls {ServerProcess.FreeUrl()}", "user add nobody --role auditor" })
        {
            var wrong = await program.RunAsync(command.Split(' '));
            Assert.Equal(2, wrong.ExitCode);
            Assert.StartsWith("public-url.invalid: ", wrong.Error, StringComparison.Ordinal);
        }

        var made = (await cli.Program.RunAsync("token", "create", "zhang", "--json")).Done().Json;
        var token = made.GetProperty("token").GetString()!;
        // Another street's officer: nothing of this one is there for them, and keeping accounts is not theirs.
        var seen = (await cli.Program.RunAsync("portfolio", "--token", token, "--json")).Done().Json;
        Assert.Equal(0, seen.GetProperty("total").GetInt32());
        (await cli.Program.RunAsync("show", "haikoucun", "--token", token)).Refused("area.unknown");
        (await cli.Program.RunAsync("user", "add", "li", "--role", "admin", "--token", token)).Refused("role.forbids");
        (await cli.Program.RunAsync("portfolio", "--token", "rnw_wrong")).Refused("token.invalid");
        (await cli.Program.RunAsync("token", "create", "later", "--account", "zhang", "--expires", "2019-12-31")).Refused("token.expiry");
        (await cli.Program.RunAsync("token", "create", "later", "--account", "nobody")).Refused("account.unknown");
    }

    [Fact]
    public async Task no_command_joins_the_cluster()
    {
        await cli.Program.RunAsync("import", "ledger", CliFixture.Sample);
        Assert.Equal(0, await cli.CountAsync("select count(*) from wolverine.wolverine_nodes"));
    }
}
