using Renewal.Features.Areas;
using Renewal.Features.Imports;
using Renewal.Features.Replay;
using Renewal.Features.Store;
using Renewal.Testing;

namespace Renewal.Features.Tests.Imports;

/// <summary>Every test has a host of its own, so that imports do not affect each other.</summary>
public sealed class When_importing_a_ledger : StoreTests
{
    private static readonly Provenance By = new(StoreFixture.Zhang, Via.Cli);

    private static byte[] Sample => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Samples", "wujiashan-ledger.csv"));

    private LedgerImports Imports => fixture.Get<LedgerImports>();

    [Fact]
    public async Task the_thirteen_areas_come_on_file_and_the_messy_workbook_says_the_same()
    {
        var preview = await Imports.PreviewAsync(Sample, "wujiashan-ledger.csv", null, StoreFixture.Street, By, Ct);
        Assert.Equal((13, 0, 0, 0), (preview.New, preview.Same, preview.Changed, preview.Refused));
        Assert.Equal(0, (await fixture.AreaAsync("haikoucun")).Version);

        var taken = (await Imports.AcceptAsync(preview.Id, By, Ct)).Import!;
        Assert.Equal(ImportPreview.Accepted, taken.State);
        Assert.Equal(26, taken.Events.Count);
        Assert.All(taken.Events, receipt => Assert.True(receipt.Seq > 0));

        var view = await fixture.PortfolioAsync(StoreFixture.Zhang, new(2020, 12, 31));
        Assert.Equal([("preparation", 6), ("listing", 2), ("completion", 3), ("completed", 2)],
            view.ByStage.Select(c => (c.Code, c.Areas)));
        var haikou = Assert.Single(view.Areas, area => area.Code == "haikoucun");
        Assert.Equal(("海口村片", "拆迁已进入挂牌阶段", "吴家山街“十三五”工作总结（二）"), (haikou.Name, haikou.Progress?.Text, haikou.Source));
        Assert.Equal(0, (await fixture.PortfolioAsync(StoreFixture.Zhang, new(2020, 12, 30))).Total);

        var again = await Imports.PreviewAsync(Sample, "wujiashan-ledger.csv", null, StoreFixture.Street, By, Ct);
        Assert.Equal((0, 13, 0, 0), (again.New, again.Same, again.Changed, again.Refused));
        Assert.Empty((await Imports.AcceptAsync(again.Id, By, Ct)).Import!.Events);

        var messy = await Imports.PreviewAsync(MessyLedger.Write(), "台账.xlsx", null, StoreFixture.Street, By, Ct);
        Assert.Equal((0, 0), (messy.New, messy.Refused));
        // The workbook also gives figures that the tidy table leaves out; about everything both give they agree.
        Assert.Equal(
            ["householdsExpected", "siteAreaM2"],
            messy.Rows.SelectMany(row => row.Changes).Select(change => change.Field).Distinct().Order());

        var history = await fixture.Get<AreaQueries>()
            .HistoryAsync((await fixture.Get<AreaQueries>().FindAsync("haikoucun", StoreFixture.Zhang, null, Ct))!, Ct);
        Assert.Equal(["area-registered", "opening-position-taken"], history.Select(line => line.Type));
        Assert.All(history, line => Assert.Equal(("import", 2), (line.Via, line.Row)));
        Assert.StartsWith("wujiashan-ledger.csv sha256:", history[0].File, StringComparison.Ordinal);

        var replay = await fixture.Get<ReplayCheck>().RunAsync(null, null, null, Ct);
        Assert.Empty(replay.Differences);
        Assert.Equal((27L, 13), (replay.Events, replay.Areas));
    }

    [Fact]
    public async Task the_messy_workbook_alone_gives_the_same_thirteen_areas()
    {
        await Imports.AcceptAsync(
            (await Imports.PreviewAsync(MessyLedger.Write(), "台账.xlsx", null, StoreFixture.Street, By, Ct)).Id, By, Ct);
        var areas = (await fixture.PortfolioAsync(StoreFixture.Zhang, new(2020, 12, 31))).Areas;

        var tidy = LedgerReader.Read(Sample, "wujiashan-ledger.csv", null, Ct).Ledger!.Rows;
        Assert.Equal(
            tidy.OrderBy(row => row.Code)
                .Select(row => (row.Code, row.Name, row.Kind, string.Join(',', row.Labels), row.Stage, row.Progress, row.Source)),
            areas.OrderBy(area => area.Code).Select(area => ((string?)area.Code, area.Name, (string?)area.Kind,
                string.Join(',', area.Labels), area.Stage, area.Progress!.Text, area.Source)));
    }

    [Fact]
    public async Task a_later_ledger_says_what_has_happened_since_and_a_restated_row_corrects()
    {
        await TakeAsync("later.csv", "片区名称,片区编码,类型,阶段,进展,截至日期", "甲片,later-a,微改造,完成,在做,2020-12-31", "乙片,later-b,微改造,完成,在做,2020-12-31");

        var later = await PreviewAsync("later2.csv", "片区名称,片区编码,类型,阶段,进展,截至日期",
            "甲片,later-a,微改造,完成,快好了,2021-06-30", "乙片,later-b,微改造,全面完成,做完了,2021-06-30", "丙片,later-c,微改造,完成,新开,2021-06-30");
        Assert.Equal(["changed", "refused", "new"], later.Rows.Select(row => row.Outcome));
        Assert.Equal("stage.gate-shut", Assert.Single(later.Rows[1].Problems).Code);
        Assert.Equal(("progress", "在做", "快好了"),
            (later.Rows[0].Changes[0].Field, later.Rows[0].Changes[0].Was, later.Rows[0].Changes[0].Now));
        await Imports.AcceptAsync(later.Id, By, Ct);
        Assert.Equal("快好了", (await fixture.AreaAsync("later-a")).Latest().Progress?.Text);
        Assert.Equal("在做", (await fixture.AreaAsync("later-a")).On(new(2021, 1, 1)).Progress?.Text);

        var restated = await PreviewAsync("fixed.csv", "片区名称,片区编码,类型,阶段,进展,截至日期", "甲号片,later-a,微改造,挂牌,在做,2020-12-31");
        Assert.Equal([("name", "甲片", "甲号片"), ("stage", "completion", "listing")],
            restated.Rows[0].Changes.Select(c => (c.Field, c.Was, c.Now)));
        await Imports.AcceptAsync(restated.Id, By, Ct);
        var area = await fixture.AreaAsync("later-a");
        Assert.Equal(("甲号片", "listing"), (area.Registration!.Name, area.On(new(2021, 1, 1)).Stage?.Code));
        Assert.Equal(2, area.Events.Count(fact => fact.Corrected is not null));

        // The first file said otherwise and was corrected since: reading it again must not bring the mistake back.
        var old = await PreviewAsync("later.csv", "片区名称,片区编码,类型,阶段,进展,截至日期", "甲片,later-a,微改造,完成,在做,2020-12-31");
        Assert.Equal("same", old.Rows[0].Outcome);
    }

    [Fact]
    public async Task rows_that_cannot_be_taken_are_refused_by_name_and_the_rest_goes_in()
    {
        var preview = await PreviewAsync("rows.csv", "片区名称,片区编码,类型,阶段,截至日期",
            "好片,rows-ok,微改造,完成,2020-12-31", "坏片,rows-bad,不知道,完成,2020-12-31", "将来片,rows-future,微改造,完成,2099-01-01", "无码片,,微改造,完成,2020-12-31");
        Assert.Equal(["new", "refused", "refused", "new"], preview.Rows.Select(row => row.Outcome));
        Assert.Equal(["row.kind-unknown", "date.in-future"], preview.Rows.SelectMany(row => row.Problems).Select(p => p.Code));

        await Imports.AcceptAsync(preview.Id, By, Ct);
        Assert.Equal(2, (await fixture.AreaAsync("rows-ok")).Version);
        Assert.Equal(0, (await fixture.AreaAsync("rows-bad")).Version);
        Assert.Equal("same", (await PreviewAsync("x.csv", "名称,类型,阶段,截至", "无码片,微改造,完成,2020-12-31")).Rows[0].Outcome);
        var clash = await PreviewAsync("y.csv", "名称,编码,类型,阶段,截至", "好片,another,微改造,完成,2020-12-31");
        Assert.Equal("row.name-taken", Assert.Single(clash.Rows[0].Problems).Code);
    }

    [Fact]
    public async Task a_broken_file_leaves_nothing_behind()
    {
        var preview = await Imports.PreviewAsync([1, 2, 3, 4], "broken.xlsx", null, StoreFixture.Street, By, Ct);
        Assert.Equal(("refused", "import.unreadable"), (preview.State, preview.Problem?.Code));
        Assert.Equal("import.unreadable", (await Imports.AcceptAsync(preview.Id, By, Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task accepting_twice_at_once_writes_once()
    {
        var preview = await PreviewAsync("once.csv", "片区名称,片区编码,类型,阶段,截至日期", "一次片,once,微改造,完成,2020-12-31");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Imports.AcceptAsync(preview.Id, By, Ct))));
        Assert.Equal(2, (await fixture.AreaAsync("once")).Version);
    }

    [Fact]
    public async Task others_cannot_see_or_accept_it()
    {
        var preview = await PreviewAsync("mine.csv", "片区名称,片区编码,类型,阶段,截至日期", "我片,mine,微改造,完成,2020-12-31");
        var li = StoreFixture.Zhang with { Account = "li" };
        Assert.Null(await Imports.FindAsync(preview.Id, li, Ct));
        Assert.Equal("import.unknown", (await Imports.AcceptAsync(preview.Id, new Provenance(li, Via.Web), Ct)).Refusal?.Code);
        Assert.Equal(
            "role.forbids", (await Imports.AcceptAsync(preview.Id, new Provenance(StoreFixture.Auditor, Via.Web), Ct)).Refusal?.Code);
    }

    private Task<ImportPreview> PreviewAsync(string name, params string[] lines) =>
        Imports.PreviewAsync(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)), name, null, StoreFixture.Street, By, Ct);

    private async Task TakeAsync(string name, params string[] lines) =>
        await Imports.AcceptAsync((await PreviewAsync(name, lines)).Id, By, Ct);

    /// <summary>Decided by the feature, so pages, API and command line answer alike.</summary>
    [Theory]
    [InlineData("auditor", StoreFixture.Street, "role.forbids")]
    [InlineData("zhang", "420112002", "jurisdiction.forbidden")]
    [InlineData("zhang", "4201120", "jurisdiction.unknown")]
    public async Task a_file_of_somebody_without_the_right_is_not_even_read(string account, string jurisdiction, string refusal)
    {
        var by = new Provenance(account == "zhang" ? StoreFixture.Zhang : StoreFixture.Auditor, Via.Cli);

        var preview = await Imports.PreviewAsync(Sample, "wujiashan-ledger.csv", null, jurisdiction, by, Ct);

        Assert.Equal((refusal, 0), (preview.Problem?.Code, preview.Rows.Count));
        Assert.Null(await Imports.FindAsync(preview.Id, by.Actor, Ct));
    }
}
