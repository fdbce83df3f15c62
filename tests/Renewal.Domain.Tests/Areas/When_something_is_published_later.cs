using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Tests.Areas;

/// <summary>
/// A release of the catalogue or of the calendar counts for recorded areas from its first day, and is known from its instant on: what was
/// known before is told without it, by a rebuild with a newer program too.
/// </summary>
public sealed class When_something_is_published_later : AreaSpec
{
    // Stories record from 2026-06-30 09:01 on, an event a minute.
    private static readonly DateTimeOffset Recording = new(2026, 6, 30, 9, 0, 0, TimeSpan.FromHours(8));

    private static readonly MilestoneKind Archaeology = new("archaeology-done", Track.Listing, "考古勘探", "Archaeology done")
    {
        Actor = Actors.PlanningAuthority,
        Effective = new(new(2025, 3, 1), null),
        Gates = [new Gate(["planning-conditions-issued"], GateStrength.Block)],
        Clocks =
        [
            new ClockRule("planning-conditions-issued", ClockBound.Maximum, [Period.WorkingDays(10)],
                new Basis(LegalSource.LOCAL, "", Confidence.OneSource)),
        ],
        Bases = [new Basis(LegalSource.LOCAL, "", Confidence.OneSource)],
    };

    private static Publications Published(DateTimeOffset law, DateTimeOffset holidays) => new(
        Catalogues.Versions,
        [
            new("archaeology-2025", law, RenewalKind.StateLandExpropriation, new(2025, 3, 1),
                kind => kind.With(Archaeology, after: "planning-conditions-issued")),
        ],
        [
            .. WorkCalendar.Releases, new CalendarRelease("holidays-2027", holidays, "2027 元旦 0101-0103 +0109"),
        ]);

    // Every kind gets a step with a deadline, from a day in the middle of what random offices record.
    private static Publications Everywhere(DateTimeOffset law, DateTimeOffset holidays) => new(
        Catalogues.Versions,
        [
            .. Catalogues.Versions.Select(version => new CatalogueAmendment("everywhere", law, version.Kind, new(2021, 3, 1),
                kind => kind.With(Archaeology with
                {
                    Track = kind.Rows[0].Track,
                    Effective = new(new(2021, 3, 1), null),
                    Gates = [],
                    Clocks = [Archaeology.Clocks[0] with { From = kind.Milestones[0] }],
                }, after: kind.Milestones[0]))),
        ],
        [.. WorkCalendar.Releases, new CalendarRelease("holidays-2027", holidays, "2024 元旦 0102-0105")]);

    private static AreaScenario On(AreaScenario scenario, Publications published) =>
        scenario with { Area = scenario.Area.As(published.Latest) };

    [Theory]
    [InlineData("2025-02-28", null, "milestone.not-in-force")]
    [InlineData("2025-03-01", null, null)]
    public void a_row_counts_for_an_area_on_file_from_the_row_s_first_day(string on, string? note, string? refused)
    {
        var scenario = Given(Registered(), Record("planning-conditions-issued", "2025-01-02"));
        scenario.When(Record("archaeology-done", on)).ThenRefused("milestone.unknown");
        On(scenario, Published(Recording, Recording)).When(Record("archaeology-done", on) with { Note = note }).ThenRefusedOrNot(refused);
    }

    [Fact]
    public void what_is_asked_at_a_past_instant_is_told_by_what_was_published_then()
    {
        var scenario = Given(Registered(), Record("planning-conditions-issued", "2025-04-01"), new LabelArea(Code, ["重点"]));
        var published = Published(Recording.AddMinutes(2.5), Recording.AddDays(90));
        var facts = AreaTimeline.All(scenario.Area.As(published.Latest));
        bool IsDue(double minute) => facts.Any(fact => fact.Entry.Row is DeadlineRow { Milestone: "archaeology-done" }
            && fact.KnownFrom <= Recording.AddMinutes(minute) && !(fact.KnownUntil <= Recording.AddMinutes(minute)));
        Assert.Equal((false, true, true), (IsDue(2.4), IsDue(2.5), IsDue(60)));
        int Required(double minute) => ((AreaRow)facts.Single(fact => fact.Entry is { Row: AreaRow, Until: null }
            && fact.KnownFrom <= Recording.AddMinutes(minute) && !(fact.KnownUntil <= Recording.AddMinutes(minute))).Entry.Row).Required;
        Assert.Equal(Required(2.4) + 1, Required(2.5));
        Assert.DoesNotContain(NextSteps.Of(scenario.Area.As(published.At(Recording)), scenario.Area.As(published.At(Recording)).On(Today),
            published.At(Recording).Calendar).Next, step => step.Row.Code == "archaeology-done");
    }

    [Fact]
    public void a_holiday_notice_moves_what_was_counted_without_it()
    {
        var published = Published(Recording, Recording.AddDays(90));
        var planned = WorkCalendar.Of(WorkCalendar.Releases).Count(new(2026, 12, 25), Period.WorkingDays(10));
        var known = published.Latest.Calendar.Count(new(2026, 12, 25), Period.WorkingDays(10));
        Assert.Equal((true, new DateOnly(2027, 1, 8)), (planned.Provisional, planned.LastDay));
        Assert.Equal((false, new DateOnly(2027, 1, 9)), (known.Provisional, known.LastDay));
        Assert.Equal("cn-2011..2026", published.At(Recording).Calendar.Version);
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    /// <summary>As a program that runs does, with the release worked in between two events; and as a rebuild does, from nothing.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void writers_and_a_rebuild_say_the_same(int seed)
    {
        var (office, random) = (new RandomCommands(seed), new Random(seed));
        for (var i = 0; i < 30; i++)
        {
            var decision = AreaRules.Decide(office.Story.Area, office.Next(random.Next()), office.Story.Context);
            if (decision.Refusal is null)
                office.Took(decision.Events.Cast<AreaEvent>().Aggregate(office.Story, (scenario, happened) => scenario.File(happened)));
        }

        var events = office.Story.Area.Events;
        var at = events[random.Next(events.Length)].RecordedAt.AddSeconds(random.Next(3) * 30);
        var area = office.Story.Area.As(Everywhere(at, at.AddSeconds(random.Next(2) * 90)).Latest);
        var (open, facts) = (new Dictionary<TimelineEntry, DateTimeOffset>(), new List<TimelineFact>());
        foreach (var version in Enumerable.Range(1, (int)area.Version))
        {
            var now = area.AsOfVersion(version);
            var instant = now.Record.Instants()[^1];
            // A release after the next event is worked in after that event.
            bool IsLater(DateTimeOffset at) => at > instant && version < area.Version && at >= area.Events[version].RecordedAt;
            foreach (var change in AreaTimeline.Changes(now, version - 1).Where(change => !IsLater(change.At)))
            {
                foreach (var entry in change.Ended)
                {
                    Assert.True(open.Remove(entry, out var from));
                    facts.Add(new TimelineFact(entry, from, change.At));
                }

                foreach (var entry in change.Begun) open.Add(entry, change.At);
            }
        }

        facts.AddRange(open.Select(known => new TimelineFact(known.Key, known.Value, null)));
        Assert.Equal(AreaTimeline.All(area).Select(Words).Order(), facts.Select(Words).Order());
    }

    private static string Words(TimelineFact fact) => $"{fact.Entry} {fact.KnownFrom:O} {fact.KnownUntil:O}"
        + string.Join(',', (fact.Entry.Row as AreaRow)?.Labels.Items ?? []);
}
