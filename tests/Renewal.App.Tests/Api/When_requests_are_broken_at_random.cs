using System.Text;
using System.Text.Json;

namespace Renewal.App.Tests.Api;

/// <summary>Valid requests with something broken in them, always the same ones: the seed is fixed.</summary>
[Collection(ApiCollection.Name)]
public sealed class When_requests_are_broken_at_random(ApiFixture fixture)
{
    private const int Seed = 20260630;
    private const int Times = 320;

    private static readonly string[] Values =
    [
        "null", "true", "-1", "1e999", "0.1", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"9999-12-31\"", "\"0001-01-01\"",
            "\"2018-02-10\"",
        "[]", "{}", "[[[[]]]]", "\"state-land-expropriation\"", "\"completed\"", "\"😀\"", "\"'; drop table x; --\"",
            "99999999999999999999999999999",
        "\"420112001\"", "[null]", "[\"\"]", "\"00000000-0000-0000-0000-000000000000\"", "{\"reason\":1}", "\"\\u202e\"",
    ];

    private static readonly (string Path, string Body)[] Writes =
    [
        ("/api/areas",
            """{"code":"fuzz","name":"片","kind":"micro-renovation","jurisdiction":"420112001","openedOn":"2018-01-01","labels":["a"]}"""),
        ("/api/areas/fuzz/opening-position",
            """{"stage":"listing","asOf":"2018-01-01","source":"x","milestones":[{"milestone":"budget-approved"}]}"""),
        ("/api/areas/fuzz/milestones",
            """{"milestone":"budget-approved","effectiveOn":"2018-02-01","override":{"reason":"a","approver":"b","documentNumber":"c"}}"""),
        ("/api/areas/fuzz/stage", """{"stage":"preparation","effectiveOn":"2018-02-01","reason":"x"}"""),
        ("/api/areas/fuzz/plan",
            """{"milestones":[{"milestone":"budget-approved","plannedOn":"2027-01-01","grade":"forecast"}],"reason":"x"}"""),
        ("/api/areas/fuzz/obstacles", """{"category":"a","description":"b","raisedOn":"2018-02-01"}"""),
        ("/api/areas/fuzz/suspension", """{"effectiveOn":"2018-02-01","reason":"x","documentNumber":"y"}"""),
        ("/api/areas/fuzz/resumption", """{"effectiveOn":"2018-02-01","reason":"x"}"""),
        ("/api/areas/fuzz/labels", """{"labels":["a","b"]}"""),
        ("/api/areas/fuzz/duty", """{"responsibleUnit":"a","officer":"b","effectiveOn":"2018-02-01"}"""),
        ("/api/areas/fuzz/progress-notes", """{"asOf":"2018-02-01","text":"a","source":"b"}"""),
        ("/api/areas/fuzz/corrections",
            """{"eventId":"EVENT","reason":"x","replaceWith":{"labels":["c"]},"override":{"reason":"a","approver":"b"}}"""),
        ("/api/areas/fuzz/milestones/budget-approved/confirmation", "{}"),
        ("/api/imports?layout=area-ledger", """{"not":"a ledger"}"""),
    ];

    private static readonly string[] Reads =
    [
        "/api/areas?", "/api/areas/fuzz?", "/api/areas/fuzz/events?", "/api/portfolio?", "/api/portfolio/changes?from=2018-01-01&",
            "/api/deadlines?", "/api/contradictions?",
        "/api/catalogue/micro-renovation?", "/api/me?", "/api/catalogue?", "/api/imports/x?",
    ];

    [Fact]
    public async Task nothing_breaks_and_every_refusal_has_a_code()
    {
        await fixture.Zhang.PostAsync("/api/areas", Writes[0].Body);
        var labelled = await fixture.Zhang.PostAsync("/api/areas/fuzz/labels", """{"labels":["z"]}""");
        var random = new Random(Seed);
        var statuses = new Dictionary<int, int>();
        for (var i = 0; i < Times; i++)
        {
            var (response, what) = i % 3 == 0 ? await ReadAsync(random) : await WriteAsync(random, labelled.At("events.0.id")!);
            Assert.True(response.Status < 500 && (response.Status < 400 || response.Code is { Length: > 0 }),
                $"seed {Seed}, turn {i}: {what}\n{response.Status} {response.Text}");
            statuses[response.Status] = statuses.GetValueOrDefault(response.Status) + 1;
        }

        // Broken in one place only, so that many pass the reader and reach the rules.
        Assert.True(statuses.GetValueOrDefault(200) > 30, string.Join(' ', statuses));
        Assert.True(statuses.GetValueOrDefault(422) > 30, string.Join(' ', statuses));
        Assert.Equal(200, (await fixture.Zhang.GetAsync("/api/areas/fuzz")).Status);
        Assert.Equal(200, (await fixture.Zhang.GetAsync("/api/portfolio")).Status);
    }

    private async Task<(ApiResponse, string)> ReadAsync(Random random)
    {
        string[] names = ["on", "knownAt", "page", "pageSize", "stage", "q", "label", "to", "regime", "lang"];
        string[] values = ["2020-01-01", "x", "", "%E2%80%AE", "-1", "500", "2021-01-01T00:00:00Z", "9999-12-31", "%FF", "listing", "en",
            "1&on=2020-01-01"];
        // Half of them are valid: an unknown parameter is refused before anything else is checked.
        string[] sound = ["on=2020-01-01", "on=9999-12-31", "knownAt=2099-01-01T00:00:00Z", "on=", "on=2018-06-30&knownAt="];
        var asked = random.Next(2) == 0
            ? Pick(random, sound)
            : $"{Pick(random, names)}={Pick(random, values)}&{Pick(random, names)}={Pick(random, values)}";
        var path = Pick(random, Reads) + asked;
        return (await fixture.Zhang.GetAsync(path, ("If-None-Match", Pick(random, ["*", "\"1\"", "x", "W/"]))), path);
    }

    private async Task<(ApiResponse, string)> WriteAsync(Random random, string eventId)
    {
        var (path, valid) = Pick(random, Writes);
        var body = Break(random, valid.Replace("EVENT", eventId, StringComparison.Ordinal));
        var who = random.Next(2) == 0 ? fixture.Zhang : fixture.Director;
        var match = Pick(random, ["\"1\"", "*", "\"x\"", "\"2@2026-06-30\"", ""]);
        var key = Pick(random, ["fuzz-1", "fuzz-2", "a b", Guid.NewGuid().ToString()]);
        return (await who.PostAsync(path, Client.Json(body), ("If-Match", match), ("Idempotency-Key", key)),
            $"{path} {match} {key}\n{body}");
    }

    private static string Break(Random random, string valid)
    {
        switch (random.Next(6))
        {
            case 0: return valid;
            case 1: return valid[..random.Next(valid.Length)];
            case 2:
                var bytes = new StringBuilder(valid);
                bytes[random.Next(bytes.Length)] = (char)random.Next(1, 0x3000);
                return bytes.ToString();
            default:
                using (var json = JsonDocument.Parse(valid))
                {
                    var members = json.RootElement.EnumerateObject().ToList();
                    var broken = members.Count == 0 ? -1 : random.Next(members.Count);
                    return "{" + string.Join(',',
                        members.Select((m, i) => $"\"{m.Name}\":{(i == broken ? Pick(random, Values) : m.Value.GetRawText())}")) + "}";
                }
        }
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
