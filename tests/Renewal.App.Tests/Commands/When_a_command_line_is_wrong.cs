namespace Renewal.App.Tests.Commands;

/// <summary>Wrong usage ends with exit code 2 and opens no database: none is available here.</summary>
public sealed class When_a_command_line_is_wrong
{
    private static readonly CliProgram Program = new("Host=127.0.0.1;Port=1;Database=none", Path.GetTempPath());

    [Theory]
    [InlineData("portfolio --on 2020-13-01", "“2020-13-01”不是日期")]
    [InlineData("portfolio --on tomorrow", "“tomorrow”不是日期")]
    [InlineData("show haikoucun --known-at 2021-01-15T09:00:00", "不是带时区的时刻")]
    [InlineData("show haikoucun --known-at 2021-01-15", "不是带时区的时刻")]
    [InlineData("compare --from 2021-06-30 --to 2020-12-31", "晚于截止日")]
    [InlineData("compare --from 2020-12-31", "缺少 --to DATE")]
    [InlineData("replay --to 0", "从 1 开始")]
    [InlineData("replay --to abc", "“abc”不是序号")]
    [InlineData("show", "缺少 AREA")]
    [InlineData("user add li", "缺少 --role ROLE")]
    [InlineData("import", "ledger, list")]
    [InlineData("nonsense", "不认识“nonsense”")]
    [InlineData("history haikoucun --lang en --frob", "“--frob” is not a command")]
    [InlineData("serve --urls http://localhost:99999", "99999")]
    [InlineData("portfolio --connection Host=", "Host")]
    [InlineData("portfolio --stage nowhere", "nowhere")]
    [InlineData("portfolio --jurisdiction zzz", "“zzz”不是行政区划代码")]
    [InlineData("catalogue nothing", "nothing")]
    [InlineData("serve --urls nonsense", "nonsense")]
    [InlineData("portfolio --connection Nonsense", "")]
    public async Task it_says_what_is_wrong_and_ends_with_two(string line, string said)
    {
        var run = await Program.RunAsync(line.Split(' '));
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Out);
        Assert.StartsWith("usage: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere/2020.xlsx", "没有这个文件")]
    [InlineData("/", "这是文件夹")]
    public async Task a_file_that_cannot_be_read_is_said_to_be_so(string path, string said)
    {
        var run = (await Program.RunAsync("import", "ledger", path)).Refused("file.unreadable");
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_data_folder_that_cannot_be_had_is_said_to_be_so()
    {
        var file = Path.GetTempFileName();
        try
        {
            var run = (await new CliProgram(null, Path.Combine(file, "data")).RunAsync("portfolio")).Refused("data.unusable");
            Assert.Contains(file, run.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task a_frozen_time_that_is_none_is_wrong_usage()
    {
        var frozen = new CliProgram("Host=127.0.0.1;Port=1;Database=none", Path.GetTempPath())
        {
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["RENEWAL_NOW"] = "yesterday" },
        };
        Assert.Equal(2, (await frozen.RunAsync("portfolio")).ExitCode);
    }

    [Fact]
    public async Task help_is_there_in_both_languages()
    {
        Assert.Contains("用法：", (await Program.RunAsync("--help")).Done().Out, StringComparison.Ordinal);
        var english = (await Program.RunAsync("import", "ledger", "--help", "--lang", "en")).Done();
        Assert.Contains("Usage:", english.Out, StringComparison.Ordinal);
    }
}
