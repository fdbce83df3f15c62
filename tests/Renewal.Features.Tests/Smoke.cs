using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Renewal.App.Hosting;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Features.Areas;
using Renewal.Features.Portfolio;
using Renewal.Features.Store;
using Renewal.Features.Time;
using Wolverine;

namespace Renewal.Features.Tests;

public sealed class Smoke
{
    [Fact]
    public async Task works()
    {
        var cs = Environment.GetEnvironmentVariable("RENEWAL_TEST_POSTGRES")!;
        await using (var c = new NpgsqlConnection(cs)) { await c.OpenAsync(); await new NpgsqlCommand("drop schema if exists renewal cascade; drop schema if exists wolverine cascade", c).ExecuteNonQueryAsync(); }
        await using var app = AppHost.Build(new AppSettings { ConnectionString = cs + ";Max Auto Prepare=100;Auto Prepare Min Usages=2", Urls = "http://127.0.0.1:0" });
        await app.EnsureSchemaAsync(default);
        await app.EnsureSchemaAsync(default);
        await app.StartAsync();
        var bus = app.Services.CreateScope().ServiceProvider.GetRequiredService<IMessageBus>();
        var by = new Provenance(new Actor("zhang", Role.Officer, ["420112001"]), Door.Api);
        var a = await bus.InvokeAsync<Answer>(new Act(new RegisterArea("haikoucun", "海口村片", "state-land-expropriation", "420112001", new(2018, 1, 1)), by));
        Assert.Null(a.Refusal); Assert.True(a.Events[0].Seq > 0);
        Assert.Equal(1, a.Version);
        var again = await bus.InvokeAsync<Answer>(new Act(new RegisterArea("haikoucun", "海口村片", "state-land-expropriation", "420112001", new(2018, 1, 1)), by));
        Assert.Null(again.Refusal); Assert.Empty(again.Events);
        var m = await bus.InvokeAsync<Answer>(new Act(new RecordMilestone("haikoucun", "planning-conformity-confirmed", new(2018, 2, 1)) { DocumentNumber = "x" }, by));
        Assert.Null(m.Refusal); Assert.Equal(2, m.Version); Assert.True(m.Events[0].Seq > a.Events[0].Seq);
        var file = await app.Services.GetRequiredService<AreaFiles>().FindAsync("haikoucun", by.Actor, null, default);
        Assert.Equal(2, file!.Area.Version);
        var view = AreaView.Of(file, new Moment(new(2020, 1, 1), null))!;
        Assert.Equal("preparation", view.Stage); Assert.Single(view.Milestones);
        var then = await app.Services.GetRequiredService<AreaFiles>().FindAsync("haikoucun", by.Actor, DateTimeOffset.UtcNow, default);
        Assert.Equal(2, then!.Area.Version);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () => { await app.Services.CreateScope().ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<Answer>(new Act(new RaiseObstacle("haikoucun", "资金", "no " + i, new(2018, 3, 1)), by)); })));
        file = await app.Services.GetRequiredService<AreaFiles>().FindAsync("haikoucun", by.Actor, null, default);
        Assert.Equal(10, file!.Area.Version);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () => { var r = await app.Services.CreateScope().ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<Answer>(new Act(new RegisterArea("zhaofeng", "兆丰", "micro-renovation", "420112001", new(2020, 1, 1)), by)); Assert.Null(r.Refusal); })));
        PortfolioLine? line = null;
        for (var i = 0; i < 50 && line?.Area.Version != 10; i++) { await Task.Delay(200); await using var q = app.Services.GetRequiredService<IDocumentStore>().QuerySession(); line = await q.Query<PortfolioLine>().FirstOrDefaultAsync(x => x.Code == "haikoucun"); }
        Assert.Equal(10, line!.Area.Version);
        await app.StopAsync();
    }
}
