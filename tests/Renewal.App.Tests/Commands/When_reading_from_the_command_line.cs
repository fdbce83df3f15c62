using System.Globalization;
using System.Text.Json;
using Renewal.Domain.Catalogue;

namespace Renewal.App.Tests.Commands;

public sealed class When_reading_from_the_command_line(CliFixture cli) : IClassFixture<CliFixture>
{
    [Fact]
    public async Task an_area_is_shown_in_words_and_as_json()
    {
        var text = (await cli.Program.RunAsync("show", "haikoucun", "--on", "2020-12-31")).Done();
        Assert.Contains("海口村片", text.Out, StringComparison.Ordinal);
        Assert.Contains("挂牌", text.Out, StringComparison.Ordinal);
        Assert.Equal("", text.Error);

        var json = (await cli.Program.RunAsync("show", "haikoucun", "--on", "2020-12-31", "--json")).Done().Json;
        Assert.Equal("listing", json.GetProperty("stage").GetString());
        Assert.Equal("2020-12-31", json.GetProperty("on").GetString());
    }

    [Fact]
    public async Task an_area_nobody_knows_is_refused_by_name()
    {
        var run = (await cli.Program.RunAsync("show", "atlantis", "--json")).Refused("area.unknown");
        Assert.Equal("", run.Out);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task before_its_first_day_an_area_is_not_there()
    {
        (await cli.Program.RunAsync("show", "haikoucun", "--on", "2019-01-01")).Refused("area.unknown");
        (await cli.Program.RunAsync("show", "haikoucun", "--known-at", "2020-12-31T00:00:00+08:00")).Refused("area.unknown");
    }

    [Fact]
    public async Task the_portfolio_counts_and_lists()
    {
        var all = (await cli.Program.RunAsync("portfolio", "--on", "2020-12-31", "--json")).Done().Json;
        Assert.Equal(13, all.GetProperty("total").GetInt32());
        Assert.Equal(
            ["preparation 6", "listing 2", "completion 3", "completed 2"],
            all.GetProperty("byStage").EnumerateArray().Select(c => $"{c.GetProperty("code")} {c.GetProperty("areas")}"));

        var listed = (await cli.Program.RunAsync("portfolio", "--on", "2020-12-31", "--stage", "listing", "--json")).Done().Json;
        Assert.Equal(
            ["haikoucun", "zhaofeng-huayuan"], listed.GetProperty("areas").EnumerateArray().Select(a => a.GetProperty("code").GetString()));

        var before = await cli.Program.RunAsync("portfolio", "--on", "2019-12-31", "--json");
        Assert.Equal(0, before.Done().Json.GetProperty("total").GetInt32());
        var unknown = await cli.Program.RunAsync("portfolio", "--known-at", "2020-12-31T00:00:00Z", "--json");
        Assert.Equal(0, unknown.Done().Json.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task columns_stay_in_line_with_chinese_in_them()
    {
        var lines = (await cli.Program.RunAsync("portfolio", "--on", "2020-12-31")).Done().Out.Split('\n');
        var stages = lines.Where(line => line.Contains("2020-12-31", StringComparison.Ordinal)).Select(Columns).Distinct();
        Assert.Single(stages);

        static int Columns(string line) =>
            line[..line.IndexOf("2020-12-31", StringComparison.Ordinal)].Sum(c => c is > '\u2E7F' and < '\uFFE7' ? 2 : 1);
    }

    [Fact]
    public async Task two_days_are_compared()
    {
        var json = (await cli.Program.RunAsync("compare", "--from", "2020-01-01", "--to", "2020-12-31", "--json")).Done().Json;
        Assert.Equal(13, json.GetProperty("changes").GetArrayLength());
        Assert.Equal(0, json.GetProperty("areasThen").GetInt32());
        var text = (await cli.Program.RunAsync("compare", "--from", "2020-01-01", "--to", "2020-12-31")).Done();
        Assert.Contains("（期初接收）", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task deadlines_and_catalogue_answer_in_both_forms()
    {
        var due = (await cli.Program.RunAsync("deadlines", "--on", "2021-03-31", "--json")).Done().Json;
        Assert.Equal(0, due.GetProperty("items").GetArrayLength());
        var text = (await cli.Program.RunAsync("deadlines", "--on", "2021-03-31")).Done();
        Assert.Contains("2021年3月31日", text.Out, StringComparison.Ordinal);
        Assert.Equal(6, (await cli.Program.RunAsync("catalogue", "--json")).Done().Json.GetProperty("kinds").GetArrayLength());
        Assert.Contains("micro-renovation", (await cli.Program.RunAsync("catalogue")).Done().Out, StringComparison.Ordinal);
        var rows = (await cli.Program.RunAsync("catalogue", "legacy-resolution", "--json")).Done().Json;
        Assert.Equal(JsonValueKind.Array, rows.ValueKind);
        Assert.NotEqual(0, rows[0].GetProperty("milestones").GetArrayLength());
    }

    [Theory]
    [InlineData("2018-06-30", "collective-pre2020")]
    [InlineData("2022-06-30", "collective-2021")]
    public async Task the_catalogue_shows_the_law_of_a_day(string day, string regime)
    {
        var tables = (await cli.Program.RunAsync("catalogue", "collective-land-urban-village", "--on", day, "--json")).Done().Json;
        Assert.Equal(regime, tables[0].GetProperty("table").GetProperty("regime").GetString());
        Assert.Equal(1, tables.GetArrayLength());
        var kind = Catalogues.Versions.Single(version => version.Kind.Code == "collective-land-urban-village");
        Assert.Equal(
            kind.On(DateOnly.Parse(day, CultureInfo.InvariantCulture)).Rows.Select(row => row.Code),
            tables[0].GetProperty("milestones").EnumerateArray().Select(row => row.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task the_reader_chooses_the_language()
    {
        var english = (await cli.Program.RunAsync("portfolio", "--on", "2020-12-31", "--lang", "en")).Done();
        Assert.Contains("13 areas, as of 31 Dec 2020", english.Out, StringComparison.Ordinal);
        var one = (await cli.Program.RunAsync("portfolio", "--on", "2020-12-31", "--q", "haikoucun", "--lang", "en")).Done();
        Assert.StartsWith("1 area, as of", one.Out, StringComparison.Ordinal);
        var speaker = new CliProgram(cli.ConnectionString, Path.GetTempPath()) { Environment = { ["LANG"] = "en_GB.UTF-8" } };
        var refused = (await speaker.RunAsync("show", "atlantis")).Refused("area.unknown");
        Assert.Contains("There is no area", refused.Error, StringComparison.Ordinal);
    }
}
