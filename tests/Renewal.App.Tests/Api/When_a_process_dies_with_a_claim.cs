using Microsoft.Extensions.DependencyInjection;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Features.Areas;
using Renewal.Features.Requests;
using Renewal.Features.Store;
using Wolverine;

namespace Renewal.App.Tests.Api;

/// <summary>A process dies, or is slow, between claiming an Idempotency-Key and storing the response.</summary>
[Collection(ApiCollection.Name)]
public sealed class When_a_process_dies_with_a_claim(ApiFixture fixture)
{
    private static readonly Actor Zhang = new("zhang", Role.Officer, [ApiFixture.Street]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IdempotencyKeys Keys => fixture.App.Services.GetRequiredService<IdempotencyKeys>();

    private static (string, string) Key(string key) => ("Idempotency-Key", key);

    [Fact]
    public async Task a_retry_waits_for_seconds()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("crashed")}";
        await fixture.Zhang.PostAsync(area + "/labels", Labels("甲"), Key("crashed"));
        var id = await LastIdAsync();
        await ForgetAnswerAsync(id, "3 seconds");
        Assert.Equal((409, "key.in-flight"), (await fixture.Zhang.PostAsync(area + "/labels", Labels("甲"), Key("crashed"))).Outcome);

        await ForgetAnswerAsync(id, "9 seconds");
        var after = await fixture.Zhang.PostAsync(area + "/labels", Labels("甲"), Key("crashed"));

        Assert.Equal((200, 0, "2"), (after.Status, after.Json.GetProperty("events").GetArrayLength(), after.At("area.version")));
    }

    [Fact]
    public async Task what_was_written_without_an_answer_is_not_written_again_over_a_later_entry()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("written-once")}";
        await fixture.Zhang.PostAsync(area + "/labels", Labels("甲"), Key("died"));
        await ForgetAnswerAsync(await LastIdAsync(), "9 seconds");
        await fixture.Director.PostAsync(area + "/labels", Labels("乙"));

        var again = await fixture.Zhang.PostAsync(area + "/labels", Labels("甲"), Key("died"));

        Assert.Equal((200, 0), (again.Status, again.Json.GetProperty("events").GetArrayLength()));
        Assert.Equal("乙", (await fixture.Zhang.GetAsync(area)).At("labels.0"));
        // Other content with that key is a different request.
        Assert.Equal((422, "key.reused"), (await fixture.Zhang.PostAsync(area + "/labels", Labels("丙"), Key("died"))).Outcome);
    }

    [Fact]
    public async Task of_a_slow_process_and_the_one_that_took_over_one_writes()
    {
        var code = await fixture.RegisterAsync("slow");
        var slow = Assert.IsType<Claim.Claimed>(await Keys.ClaimAsync("slow-key", "content", Ct));
        Assert.IsType<Claim.InFlight>(await Keys.ClaimAsync("slow-key", "content", Ct));
        await fixture.ScalarAsync("update renewal.request_keys set claimed_at = now() - interval '9 seconds' where id = 'slow-key'");
        var quick = Assert.IsType<Claim.Claimed>(await Keys.ClaimAsync("slow-key", "content", Ct));

        Assert.Single((await SendAsync(code, "甲", quick.Fence)).Events);
        await fixture.Director.PostAsync($"/api/areas/{code}/labels", Labels("乙"));
        await Assert.ThrowsAsync<ClaimLostException>(() => SendAsync(code, "甲", slow.Fence));

        var now = await fixture.Zhang.GetAsync($"/api/areas/{code}");
        Assert.Equal(("乙", "3"), (now.At("labels.0"), now.At("version")));
    }

    [Fact]
    public async Task a_claim_that_is_renewed_is_not_taken_over()
    {
        var claim = Assert.IsType<Claim.Claimed>(await Keys.ClaimAsync("renewed-key", "content", Ct));
        await fixture.ScalarAsync("update renewal.request_keys set claimed_at = now() - interval '5 seconds' where id = 'renewed-key'");
        using var ended = new CancellationTokenSource();
        var renewing = Keys.RenewAsync(claim, lost => Assert.Fail(lost.Message), ended.Token);
        await Task.Delay(TimeSpan.FromSeconds(5), Ct);

        Assert.IsType<Claim.InFlight>(await Keys.ClaimAsync("renewed-key", "content", Ct));
        await ended.CancelAsync();
        await renewing;
    }

    private async Task<CommandResult> SendAsync(string code, string label, RequestFence fence)
    {
        await using var scope = fixture.App.Services.CreateAsyncScope();
        var act = new AreaCommandEnvelope(new LabelArea(code, [label]), new Provenance(Zhang, Via.Api), null, fence);
        return await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<CommandResult>(act, Ct);
    }

    private static object Labels(string label) => new { labels = new[] { label } };

    private async Task<string> LastIdAsync() =>
        (string)(await fixture.ScalarAsync("select id from renewal.request_keys order by claimed_at desc limit 1"))!;

    // As after kill -9: written, but no response stored.
    private Task<object?> ForgetAnswerAsync(string id, string age) => fixture.ScalarAsync(
        $"update renewal.request_keys set status = null, body = null, claimed_at = now() - interval '{age}' where id = '{id}'");
}
