using Marten;
using Npgsql;
using Renewal.Domain.Areas;
using Renewal.Features.Areas;
using Renewal.Features.Store;

namespace Renewal.Features.Tests.Store;

public sealed class When_recording_through_the_bus(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly DateOnly Day = new(2018, 2, 1);

    [Fact]
    public async Task each_event_answers_with_its_place_in_the_sequence_and_in_the_stream()
    {
        var first = await fixture.FileAsync(StoreFixture.Register("haikoucun"));
        var second = await fixture.FileAsync(new RecordMilestone("haikoucun", "planning-conformity-confirmed", Day));

        Assert.Equal((1L, 2L), (first.Version, second.Version));
        Assert.True(first.Events[0].Seq > 0);
        Assert.True(second.Events[0].Seq > first.Events[0].Seq);
        Assert.Equal(second.Version, (await fixture.AreaAsync("haikoucun")).Version);
    }

    [Fact]
    public async Task the_same_asked_twice_is_on_file_once()
    {
        await fixture.FileAsync(StoreFixture.Register("twice"));
        var again = await fixture.FileAsync(StoreFixture.Register("twice"));

        Assert.Empty(again.Events);
        Assert.Equal(1, again.Version);
    }

    [Fact]
    public async Task six_at_once_leave_one_area()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => fixture.AskAsync(StoreFixture.Register("six-at-once")))));

        Assert.All(answers, answer => Assert.Null(answer.Refusal));
        Assert.Single(answers, answer => answer.Events.Count == 1);
        Assert.Equal(1, (await fixture.AreaAsync("six-at-once")).Version);
    }

    [Fact]
    public async Task eight_different_facts_at_once_are_all_on_file_in_order()
    {
        await fixture.FileAsync(StoreFixture.Register("eight"));
        await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(i => Task.Run(() => fixture.FileAsync(new RaiseObstacle("eight", "资金", $"第{i}条", Day)))));

        var area = await fixture.AreaAsync("eight");
        Assert.Equal(Enumerable.Range(1, 9).Select(v => (long)v), area.Events.Select(fact => fact.Version));
        Assert.Equal(8, area.Latest().Obstacles.Length);
    }

    [Fact]
    public async Task a_version_somebody_else_has_passed_is_stale()
    {
        await fixture.FileAsync(StoreFixture.Register("stale"));
        await fixture.FileAsync(new RaiseObstacle("stale", "资金", "到位不足", Day));

        var late = await fixture.AskAsync(new RaiseObstacle("stale", "协商", "意见不一", Day), ifVersion: 1);

        Assert.Equal("version.stale", late.Refusal?.Code);
        Assert.Equal(2, late.Version);
    }

    [Fact]
    public async Task who_and_through_which_door_is_kept_with_every_event()
    {
        var by = new Provenance(StoreFixture.Zhang, Via.Import) { File = "台账.xlsx sha256:abc", Row = 7 };
        await fixture.AskAsync(StoreFixture.Register("provenance"), by: by);
        var file =
            (await fixture.Get<AreaQueries>().FindAsync("provenance", StoreFixture.Auditor, null, TestContext.Current.CancellationToken))!;
        var line = Assert.Single(await fixture.Get<AreaQueries>().HistoryAsync(file, TestContext.Current.CancellationToken));

        Assert.Equal(("zhang", "import", "officer", "台账.xlsx sha256:abc", 7), (line.RecordedBy, line.Via, line.Role, line.File, line.Row));
    }

    [Fact]
    public async Task outside_the_jurisdiction_an_area_does_not_exist()
    {
        await fixture.FileAsync(StoreFixture.Register("elsewhere"));
        var stranger = StoreFixture.Zhang with { Account = "li", Jurisdictions = ["420112004"] };

        var answer = await fixture.AskAsync(new RaiseObstacle("elsewhere", "资金", "x", Day), stranger);

        Assert.Equal("area.unknown", answer.Refusal?.Code);
        Assert.Null(await fixture.Get<AreaQueries>().FindAsync("elsewhere", stranger, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task a_corrected_code_finds_the_same_area()
    {
        var registered = await fixture.FileAsync(StoreFixture.Register("old-code"));
        var moved = await fixture.FileAsync(
            new CorrectFact("old-code", registered.Events[0].Id, "编码写错", StoreFixture.Register("new-code") with { Name = "old-code片" }));

        Assert.Equal(registered.AreaId, moved.AreaId);
        Assert.Equal(3, (await fixture.AreaAsync("new-code")).Version);
        Assert.Equal(0, (await fixture.AreaAsync("old-code")).Version);
        var another = await fixture.FileAsync(StoreFixture.Register("old-code"));
        Assert.NotEqual(registered.AreaId, another.AreaId);
    }

    [Fact]
    public async Task knowledge_can_be_asked_for_as_of_an_instant()
    {
        await fixture.FileAsync(StoreFixture.Register("known"));
        var recorded = await fixture.FileAsync(new RecordMilestone("known", "planning-conformity-confirmed", Day));
        var between = (await fixture.AreaAsync("known")).Events[^1].RecordedAt;
        await Task.Delay(5, TestContext.Current.CancellationToken);
        await fixture.FileAsync(new CorrectFact("known", recorded.Events[0].Id, "文件未发", null));

        Assert.Empty((await fixture.AreaAsync("known")).Latest().Reached);
        Assert.Contains("planning-conformity-confirmed", (await fixture.AreaAsync("known", between)).Latest().Reached.Keys);
        Assert.Equal(0, (await fixture.AreaAsync("known", between.AddDays(-1))).Version);
    }

    [Theory]
    [InlineData("update renewal.mt_events set data = '{}'")]
    [InlineData("delete from renewal.mt_events")]
    [InlineData("delete from renewal.mt_streams")]
    [InlineData("truncate renewal.mt_events cascade")]
    public async Task history_cannot_be_changed_even_by_its_owner(string sql)
    {
        await fixture.FileAsync(StoreFixture.Register("append-only"));
        await using var connection = new NpgsqlConnection(fixture.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var tamper = new NpgsqlCommand(sql, connection);

        var no = await Assert.ThrowsAsync<PostgresException>(() => tamper.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        Assert.Equal("42501", no.SqlState);
    }

    [Fact]
    public async Task a_timestamp_cannot_be_set_by_hand()
    {
        await using var session = fixture.Get<IDocumentStore>().LightweightSession();
        var registered = session.Events.BuildEvent(
            (await fixture.FileAsync(StoreFixture.Register("backdate"))).Area!.Registration! with { Code = "backdated" });
        registered.Timestamp = DateTimeOffset.UtcNow.AddDays(-400);
        session.Events.StartStream<AreaDocument>(Guid.CreateVersion7(), registered);

        var no = await Assert.ThrowsAnyAsync<Exception>(() => session.SaveChangesAsync(TestContext.Current.CancellationToken));

        Assert.Equal("22008", (no as PostgresException ?? no.InnerException as PostgresException)?.SqlState);
    }
}
