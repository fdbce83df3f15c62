using Npgsql;
using Renewal.Domain.Areas;
using Renewal.Features.Replay;
using Renewal.Features.Store;

namespace Renewal.Features.Tests.Store;

/// <summary>A rebuild is safe at any time: beside writers, cancelled, killed, repeated.</summary>
public sealed class When_views_are_rebuilt_beside_writers(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task the_rows_are_those_that_were_written_event_by_event()
    {
        await FillAsync("same", 8);
        var before = await RowsAsync();
        Assert.All(before, table => Assert.NotEmpty(table));

        await fixture.Get<ViewRebuild>().RunAsync(ViewGaps.Names.ToList(), null, Ct);

        Assert.Equal(before, await RowsAsync());
    }

    [Fact]
    public async Task nothing_recorded_meanwhile_is_lost_and_lists_show_all_areas_all_the_time()
    {
        await FillAsync("busy", 30);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var written = 0;
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await fixture.FileAsync(StoreFixture.Register($"new-{writer}-{i}"));
                await fixture.FileAsync(new RaiseObstacle($"busy-{i % 30:D2}", "资金", $"缺口{writer}-{i}", new(2020, 2, 1)));
                Interlocked.Increment(ref written);
            }
        }, Ct)).ToList();
        var reader = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                Assert.Equal(30, (await fixture.PortfolioAsync(StoreFixture.Auditor, new(2026, 6, 30), null, new(Q: "busy-"))).Total);
        }, Ct);

        for (var i = 0; i < 3; i++) await fixture.Get<ViewRebuild>().RunAsync(ViewGaps.Names.ToList(), null, Ct);
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        await reader;

        Assert.True(written > 10);
        Assert.Empty((await fixture.Get<ReplayCheck>().RunAsync(null, null, null, Ct)).Differences);
        Assert.Empty(await fixture.Get<ViewGaps>().LookAsync(Ct));
    }

    [Fact]
    public async Task one_that_is_cancelled_leaves_every_area_whole()
    {
        await FillAsync("cut", 150);
        for (var i = 0; i < 5; i++)
        {
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            cut.CancelAfter(30 * (i + 1));
            try
            {
                await fixture.Get<ViewRebuild>().RunAsync(ViewGaps.Names.ToList(), null, cut.Token);
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or NpgsqlException)
            {
                // At any point.
            }

            Assert.Empty((await fixture.Get<ReplayCheck>().RunAsync(null, null, null, Ct)).Differences);
        }
    }

    [Fact]
    public async Task a_document_or_row_changed_by_hand_is_named_by_replay_and_mended()
    {
        await FillAsync("edited", 3);
        var replay = fixture.Get<ReplayCheck>();
        foreach (var (damage, view, what) in ((string, string, string)[])
        [
            ("update renewal.mt_doc_areadocument set data = jsonb_set(data, '{area,facts,1,what,description}', '\"改过\"')"
                + " where keyvalue = 'edited-00'",
                "area-document", "改过"),
            ("update renewal.area_timeline set stage = 'listing' where code = 'edited-00' and upper(known) is null",
                "area_timeline", "stage=listing"),
            ("delete from renewal.obstacle_timeline where area = (select area from renewal.area_timeline where code = 'edited-00' limit 1)",
                "obstacle_timeline", "missing"),
            ("insert into renewal.milestone_timeline select gen_random_uuid(), valid, known, milestone, entry, standing, reached_on, grade,"
                + " document_number, event_id, from_opening, as_happened, ending, required from renewal.milestone_timeline limit 1",
                "milestone_timeline", "has no events"),
        ])
        {
            await fixture.RunAsync(damage);
            var found = (await replay.RunAsync(null, null, null, Ct)).Differences;
            Assert.Contains(found, d => d.View == view && d.What.Contains(what, StringComparison.Ordinal));
            await fixture.Get<ViewRebuild>().RunAsync([view == "area-document" ? "AreaDocument" : view], null, Ct);
            Assert.Empty((await replay.RunAsync(null, null, null, Ct)).Differences);
        }
    }

    private async Task FillAsync(string prefix, int areas)
    {
        for (var i = 0; i < areas; i++)
        {
            var code = $"{prefix}-{i:D2}";
            await fixture.FileAsync(StoreFixture.Register(code));
            await fixture.FileAsync(new RaiseObstacle(code, "资金", "到位不足", new(2018, 2, 1)));
            if (i > 3) continue;
            var recorded = await fixture.FileAsync(new RecordMilestone(code, "planning-conformity-confirmed", new(2018, 3, 1)));
            await fixture.FileAsync(new SetPlan(code, [new PlannedMilestone("scope-determined", new(2026, 12, 1), "planned")]));
            await fixture.FileAsync(new CorrectFact(code, recorded.Events[0].Id, "日期写错",
                new RecordMilestone(code, "planning-conformity-confirmed", new(2018, 2, 15))));
            await fixture.FileAsync(
                new RecordMilestone(code, "plan-argued", new(2018, 5, 1)) { OverrideWith = new("专题会同意", "分管领导", "1号") },
                StoreFixture.Director);
        }
    }

    /// <summary>Every row of every bitemporal table as text, sorted.</summary>
    private async Task<List<List<string>>> RowsAsync()
    {
        await using var connection = new NpgsqlConnection(fixture.ConnectionString);
        await connection.OpenAsync(Ct);
        var tables = new List<List<string>>();
        foreach (var table in StreamType.All.SelectMany(type => type.Timelines))
        {
            await using var command = new NpgsqlCommand($"select t::text from {table.QualifiedName} t order by 1", connection);
            await using var reader = await command.ExecuteReaderAsync(Ct);
            var rows = new List<string>();
            while (await reader.ReadAsync(Ct)) rows.Add(reader.GetString(0));
            tables.Add(rows);
        }

        return tables;
    }
}
