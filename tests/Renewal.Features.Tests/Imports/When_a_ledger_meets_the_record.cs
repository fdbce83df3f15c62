using System.Text;
using Renewal.Domain.Areas;
using Renewal.Features.Imports;
using Renewal.Features.Replay;
using Renewal.Features.Store;

namespace Renewal.Features.Tests.Imports;

public sealed class When_a_ledger_meets_the_record : StoreTests
{
    private const string Heading = "片区名称,片区编码,类型,阶段,进展,截至日期";

    private static readonly Provenance By = new(StoreFixture.Zhang, Via.Cli);

    private LedgerImports Imports => fixture.Get<LedgerImports>();

    [Fact]
    public async Task the_import_shows_afterwards_what_was_found_when_it_was_accepted()
    {
        var both = await PreviewAsync(Row("甲片", "met-a"), Row("乙片", "met-b"));
        var first = await PreviewAsync(Row("甲片", "met-a"));
        await AcceptAsync(first);
        await AcceptAsync(both);

        var unchanged = (await Imports.FindAsync(first.Id, StoreFixture.Zhang, Ct))!;
        var changed = (await Imports.FindAsync(both.Id, StoreFixture.Zhang, Ct))!;

        Assert.Equal([("met-a", "new", "楼道粉刷")], unchanged.Rows.Select(row => (row.Code, row.Outcome, row.Read.Progress)));
        Assert.Equal([("met-a", "same"), ("met-b", "new")], changed.Rows.Select(row => (row.Code, row.Outcome)));
        Assert.Equal((1, 1, ImportPreview.Accepted, 2), (changed.New, changed.Same, changed.State, changed.Events.Count));
    }

    [Fact]
    public async Task an_area_is_found_by_its_code_by_the_code_it_was_imported_with_and_by_its_name()
    {
        await AcceptAsync(await PreviewAsync(Row("码片", "by-code"), Row("旧码片", "by-old-code"), Row("名片", "by-name")));
        var recoded = await fixture.AreaAsync("by-old-code");
        await fixture.FileAsync(new CorrectFact("by-old-code", recoded.Events[0].EventId, "编码写错", new RegisterArea(
            "by-new-code", "旧码片", "micro-renovation", StoreFixture.Street, recoded.Registration!.OpenedOn)));

        var again = await PreviewAsync(Row("码片", "by-code"), Row("旧码片", "by-old-code"), Row("名片", ""), Row("另片", "by-code-2"));

        Assert.Equal([("by-code", "same"), ("by-new-code", "same"), ("by-name", "same"), ("by-code-2", "new")],
            again.Rows.Select(row => (row.Code, row.Outcome)));
    }

    [Fact]
    public async Task many_areas_on_file_and_new_ones_move_on_in_one_acceptance()
    {
        var codes = Enumerable.Range(0, 230).Select(i => $"on-{i:D3}").ToList();
        await AcceptAsync(await PreviewAsync([.. codes.Select(code => Row($"{code}片", code))]));

        var later = await AcceptAsync(await PreviewAsync(
            [.. codes.Select(code => Row($"{code}片", code, "快好了", "2021-06-30")), Row("新片", "on-new", "开工", "2021-06-30")]));

        Assert.Equal((230, 1, 232), (later.Changed, later.New, later.Events.Count));
        Assert.Equal(232, later.Events.Select(receipt => receipt.Seq).Distinct().Count(seq => seq > 0));
        Assert.Equal([.. Enumerable.Repeat(3L, 230), 1L, 2L], later.Events.Select(receipt => receipt.Version));
        Assert.Equal("快好了", (await fixture.AreaAsync("on-229")).Latest().Progress?.Text);
        Assert.Empty((await fixture.Get<ReplayCheck>().RunAsync(null, null, null, Ct)).Differences);
    }

    private static string Row(string name, string code, string progress = "楼道粉刷", string asOf = "2020-12-31") =>
        $"{name},{code},微改造,完成,{progress},{asOf}";

    private Task<ImportPreview> PreviewAsync(params string[] rows) => Imports.PreviewAsync(
        Encoding.UTF8.GetBytes(string.Join('\n', [Heading, .. rows])), "台账.csv", null, StoreFixture.Street, By, Ct);

    private async Task<ImportPreview> AcceptAsync(ImportPreview preview)
    {
        var answer = await Imports.AcceptAsync(preview.Id, By, Ct);
        Assert.Null(answer.Refusal);
        return answer.Import!;
    }
}
