using System.Text;
using Marten;
using Renewal.Domain.Areas;
using Renewal.Features.Areas;
using Renewal.Features.Imports;
using Renewal.Features.Replay;
using Renewal.Features.Store;

namespace Renewal.Features.Tests.Store;

/// <summary>What an import writes with COPY must equal what Marten would have written, also in later releases.</summary>
public sealed class When_inserting_many_areas_at_once : StoreTests
{
    private const string Heading = "片区名称,片区编码,类型,标签,阶段,进展,截至日期,来源,责任单位,户数\n";

    private static readonly Provenance By = new(StoreFixture.Zhang, Via.Import);

    [Fact]
    public async Task every_column_of_every_table_is_as_the_store_writes_it()
    {
        await TakeAsync(Heading + Row("copied") + "\n");
        var copied = (await fixture.Get<AreaQueries>().FindAsync("copied", StoreFixture.Zhang, null, Ct))!;
        var own = await WriteThroughTheStoreAsync(copied.Area);

        var rows = new StoredRows(fixture.ConnectionString, "stored", "copied");
        var written = new List<string>();
        foreach (var (table, stream) in await rows.TablesAsync())
        {
            var (ours, stores) = (await rows.OfAsync(table, stream, copied.Id), await rows.OfAsync(table, stream, own));
            Assert.Equal(stores, ours);
            if (ours.Count > 0) written.Add(table);
        }

        Assert.Superset(
            new HashSet<string> { "mt_streams", "mt_events", "mt_doc_areadocument", "mt_natural_key_areadocument", "area_timeline" },
            written.ToHashSet());
    }

    [Fact]
    public async Task more_than_a_page_goes_in_whole_in_the_order_of_the_file_and_the_views_follow()
    {
        var import = await TakeAsync(Heading + string.Join('\n', Enumerable.Range(0, 1_100).Select(i => Row($"many-{i:D4}"))));

        Assert.Equal((1_100, 2_200), (import.New, import.Events.Count));
        Assert.Equal(import.Events.Select(e => e.Seq).Order(), import.Events.Select(e => e.Seq));
        Assert.Equal(2_200, import.Events.Select(e => e.Seq).Distinct().Count());
        var listed = (await fixture.PortfolioAsync(StoreFixture.Zhang, new(2026, 6, 30))).Areas;
        Assert.Equal(1_100, listed.Count(area => area.Version == 2));
        Assert.Empty((await fixture.Get<ReplayCheck>().RunAsync(null, null, null, Ct)).Differences);

        // An area inserted with COPY behaves like any other.
        await fixture.FileAsync(new RaiseObstacle("many-0700", "资金", "到位不足", new(2021, 2, 1)));
        Assert.Equal(3, (await fixture.AreaAsync("many-0700")).Version);
    }

    [Fact]
    public async Task two_files_with_the_same_areas_at_once_file_each_area_once()
    {
        var (first, second) = (Heading + Rows("both", 0, 60) + Rows("one", 0, 5), Heading + Rows("both", 0, 60) + Rows("two", 0, 5));
        var previews = new[] { await PreviewAsync(first), await PreviewAsync(second) };
        var imports = fixture.Get<LedgerImports>();

        var taken = await Task.WhenAll(previews.Select(preview => Task.Run(() => imports.AcceptAsync(preview.Id, By, Ct), Ct)));

        Assert.All(taken, answer => Assert.Null(answer.Refusal));
        Assert.Equal(70, taken.Sum(answer => answer.Import!.New));
        Assert.Equal(60, taken.Sum(answer => answer.Import!.Same));
        var replay = await fixture.Get<ReplayCheck>().RunAsync(null, null, null, Ct);
        Assert.Empty(replay.Differences);
        Assert.Equal(70, replay.Areas);
    }

    private static string Rows(string prefix, int from, int count) =>
        string.Concat(Enumerable.Range(from, count).Select(i => Row($"{prefix}-{i}") + "\n"));

    private static string Row(string code) => $"{code}片,{code},微改造,试点,完成,楼道粉刷,2020-12-31,工作总结,区征收办,120";

    private Task<ImportPreview> PreviewAsync(string text) =>
        fixture.Get<LedgerImports>().PreviewAsync(Encoding.UTF8.GetBytes(text), "台账.csv", null, StoreFixture.Street, By, Ct);

    private async Task<ImportPreview> TakeAsync(string text)
    {
        var answer = await fixture.Get<LedgerImports>().AcceptAsync((await PreviewAsync(text)).Id, By, Ct);
        Assert.Null(answer.Refusal);
        return answer.Import!;
    }

    /// <summary>The same events under another code, appended by Marten.</summary>
    private async Task<Guid> WriteThroughTheStoreAsync(Area area)
    {
        await using var session = fixture.Get<IDocumentStore>().LightweightSession();
        By.SignOn(session);
        (session.CorrelationId, session.CausationId) = ("of the store", "of the store");
        var id = Guid.CreateVersion7();
        var events = area.Events.Select(fact => fact.Event is AreaRegistered registered
            ? registered with { Code = "stored", Name = "stored片" }
            : fact.Event).Select(what =>
            {
                var wrapped = session.Events.BuildEvent(what);
                foreach (var (name, value) in (By with { File = "台账.csv sha256:0", Row = 2 }).RowHeaders()) wrapped.SetHeader(name, value);
                return wrapped;
            }).ToList();
        session.Events.StartStream<AreaDocument>(id, events);
        await session.SaveChangesAsync(Ct);
        return id;
    }
}
