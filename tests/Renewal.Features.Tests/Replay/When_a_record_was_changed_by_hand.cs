using Npgsql;
using Renewal.App.Hosting;
using Renewal.Domain.Areas;
using Renewal.Features.Replay;

namespace Renewal.Features.Tests.Replay;

/// <summary>Changed with the owner's rights and the guard triggers disabled. Views and versions look right afterwards.</summary>
public sealed class When_a_record_was_changed_by_hand
{
    private static readonly string[] Guarded = ["renewal.mt_events", "renewal.mt_streams"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("update renewal.mt_streams set version = version + 1 where id = STREAM",
        "stream", "stream version is 3, that of its last event 2")]
    [InlineData("update renewal.mt_streams set is_archived = true where id = STREAM", "stream", "the stream is archived")]
    [InlineData("update renewal.mt_events set is_archived = true where stream_id = STREAM and version = 2",
        "stream", "1 of 2 events are archived")]
    [InlineData("delete from renewal.mt_events where stream_id = STREAM and version = 1", "stream", "1 events up to version 2")]
    [InlineData("update renewal.mt_doc_areadocument set keyvalue = 'other' where id = STREAM", "code", "its code leads to another area")]
    [InlineData("update renewal.mt_doc_areadocument set keyvalue = 'nowhere' where id = STREAM",
        "area-document", "column keyvalue: events say \"changed\", stored is \"nowhere\"")]
    [InlineData("update renewal.mt_doc_areadocument set data = jsonb_set(data, '{name}', '\"other\"') where id = STREAM",
        "area-document", "stored is \"other\"")]
    [InlineData("""
        update renewal.mt_events set data = jsonb_set(data, '{code}', '"other"') where stream_id = STREAM and type = 'area-registered'
        """, "code", "has the code of another area")]
    public async Task replay_names_it_and_so_does_health(string change, string view, string what)
    {
        await using var fixture = new StoreFixture { Spoilt = true };
        await fixture.InitializeAsync();
        // Registered first: of two areas with one code, the later one is named.
        await fixture.FileAsync(StoreFixture.Register("other"));
        var changed = (await fixture.FileAsync(StoreFixture.Register("changed"))).AreaId;
        await fixture.FileAsync(new RaiseObstacle("changed", "资金", "到位不足", new(2018, 2, 1)));
        Assert.Empty((await fixture.Get<ReplayCheck>().RunAsync(null, null, null, Ct)).Differences);

        await ChangeAsync(fixture.ConnectionString, change.Replace("STREAM", $"'{changed}'", StringComparison.Ordinal));

        foreach (var only in new Guid?[] { null, changed })
        {
            var found = (await fixture.Get<ReplayCheck>().RunAsync(only, null, null, Ct)).Differences;
            if (only is null || view == "stream")
                Assert.Contains(found, d => d.View == view && d.Stream == changed && d.What.Contains(what, StringComparison.Ordinal));
        }

        // A code in an event alone shows in no index; replay is what reads events.
        if (what.StartsWith("has the code", StringComparison.Ordinal)) return;
        await using var next = AppHost.Build(new AppSettings { ConnectionString = fixture.ConnectionString, Urls = "http://127.0.0.1:0" });
        await next.StartAsync(Ct);
        using var http = new HttpClient { BaseAddress = new Uri(next.Urls.First()) };
        await Eventually.UntilAsync(30, async () =>
        {
            var ready = await http.GetAsync("/health/ready", Ct);
            return (await ready.Content.ReadAsStringAsync(Ct))
                .Contains(view == "area-document" ? "view.differs" : "record.damaged", StringComparison.Ordinal);
        });
        await next.StopAsync(Ct);
    }

    [Fact]
    public async Task health_goes_through_the_streams_page_by_page()
    {
        await using var fixture = new StoreFixture { Spoilt = true };
        await fixture.InitializeAsync();
        var areas = new List<Guid>();
        for (var i = 0; i < 5; i++) areas.Add((await fixture.FileAsync(StoreFixture.Register($"paged-{i}"))).AreaId);
        await ChangeAsync(fixture.ConnectionString, "update renewal.mt_streams set version = 9");

        await using var connection = new NpgsqlConnection(fixture.ConnectionString);
        await connection.OpenAsync(Ct);
        var (pages, found, after) = (0, new List<Guid>(), (Guid?)null);
        do
        {
            (var page, after) = await RecordDamage.PageAsync(connection, after, 2, Ct);
            found.AddRange(page.Select(damage => damage.Stream));
            pages++;
        }
        while (after is not null);

        Assert.Equal(areas.Order(), found.Order());
        Assert.Equal(3, pages);
    }

    private static async Task ChangeAsync(string connectionString, string change)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        foreach (var table in Guarded) await ExecuteAsync(connection, $"alter table {table} disable trigger user");
        // Had it found no row, the test would pass for the wrong reason.
        Assert.True(await ExecuteAsync(connection, change) >= 1);
        foreach (var table in Guarded) await ExecuteAsync(connection, $"alter table {table} enable trigger user");
        await transaction.CommitAsync(Ct);
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync(Ct);
    }
}
