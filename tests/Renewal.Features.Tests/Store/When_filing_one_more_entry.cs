using Microsoft.Extensions.DependencyInjection;
using Renewal.Domain.Areas;
using Renewal.Features.Areas;
using Renewal.Features.Replay;
using Renewal.Features.Store;
using Wolverine;

namespace Renewal.Features.Tests.Store;

/// <summary>What one statement files must be what the store itself would have filed, now and with its next release.</summary>
public sealed class When_filing_one_more_entry(Office office) : IClassFixture<Office>
{
    private static readonly Provenance By = new(Office.Zhang, Door.Import) { File = "台账.csv sha256:0", Row = 2 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(StoredRows.Tables), MemberType = typeof(StoredRows))]
    public async Task every_column_is_as_the_store_writes_it(string table, string stream)
    {
        var (one, other) = ($"filed-{table}".Replace('_', '-'), $"stored-{table}".Replace('_', '-'));
        await office.FileAsync(Office.Register(one));
        await office.FileAsync(Office.Register(other));
        var raised = new RaiseObstacle(one, "资金", "到位不足", new(2018, 2, 1));
        await using (var scope = office.App.Services.CreateAsyncScope())
        {
            // As from a row of a file, so that the event has headers of its own.
            var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
            Assert.Null((await bus.InvokeAsync<Answer>(new Act(raised, By))).Refusal);
        }

        var ours = (await office.Get<AreaFiles>().FindAsync(one, Office.Zhang, null, Ct))!;
        var stores = (await office.AppendThroughTheStoreAsync(other, ours.Area.Facts[^1].What, By)).StreamId;

        var rows = new StoredRows(office.ConnectionString, other, one);
        Assert.NotEmpty(await rows.OfAsync(table, stream, ours.Id));
        Assert.Equal(await rows.OfAsync(table, stream, stores), await rows.OfAsync(table, stream, ours.Id));
    }

    [Fact]
    public async Task of_many_at_once_each_is_filed_once_in_an_order_of_its_own()
    {
        await office.FileAsync(Office.Register("crowded"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            office.FileAsync(new RaiseObstacle("crowded", "资金", $"第{i}笔未到位", new(2018, 2, 1)))));

        Assert.Equal(Enumerable.Range(2, 12).Select(version => (long)version), answers.Select(a => a.Events.Single().Version).Order());
        Assert.Equal(12, answers.Select(a => a.Events.Single().Seq).Distinct().Count());
        Assert.Equal(13, (await office.AreaAsync("crowded")).Version);
        Assert.Empty((await office.Get<Replays>().RunAsync(null, null, null, Ct)).Differences);
    }
}
