using Renewal.Domain.Calendar;
using Renewal.Domain.Recording;
using Renewal.Domain.Tests.Areas;

namespace Renewal.Domain.Tests.Recording;

/// <summary>Correction, replacement in place, both time axes and the state of another stream, without a line copied from areas.</summary>
public sealed class When_a_second_stream_type_is_recorded : AreaSpec
{
    private static readonly HouseholdCorrections Corrections = new();

    private static readonly OverrideRequest Approved = new("街道专题会同意", "分管领导", "吴街纪〔2026〕3号");

    private static readonly DecisionContext Context =
        new DecisionContext(Today, WorkCalendar.China).With(Code, Given(Registered()).Area);

    private static Household Surveyed => Stored(Household.Unknown, HouseholdRules.Decide(
        Household.Unknown, new Survey(Code, 80, Day("2020-03-01")), Context));

    private static Household Signed => Stored(Surveyed, HouseholdRules.Decide(Surveyed, new Sign(900_000, Day("2020-05-01")), Context));

    [Fact]
    public void what_it_is_depends_on_the_day()
    {
        Assert.Equal(new HouseholdState(null, null), Signed.On(Day("2020-02-29")));
        Assert.Equal(new HouseholdState(80, null), Signed.On(Day("2020-03-01")));
        Assert.Equal(new HouseholdState(80, 900_000), Signed.On(Day("2020-05-01")));
    }

    [Fact]
    public void a_correction_replaces_the_event_in_its_position_and_the_wrong_one_stays()
    {
        var corrected = Stored(Signed, Correct(Signed, 1, new Survey(Code, 82.5m, Day("2020-03-01"))));

        Assert.Equal(new HouseholdState(82.5m, 900_000), corrected.On(Today));
        Assert.Equal((1L, Id(1)), (corrected.Record.Find(Id(4))!.SortVersion, corrected.Record.Find(Id(4))!.RootEventId));
        Assert.Equal((Id(3), "录入错误", Id(4)), (corrected.Record.Find(Id(1))!.Corrected!.EventId,
            corrected.Record.Find(Id(1))!.Corrected!.Reason, corrected.Record.Find(Id(1))!.Corrected!.ReplacedBy));
        Assert.Equal([Id(4), Id(2)], corrected.Record.InOrder().Select(recorded => recorded.EventId));
    }

    [Fact]
    public void the_record_as_it_was_at_a_version_does_not_know_of_the_correction()
    {
        var corrected = Stored(Signed, Correct(Signed, 1, new Survey(Code, 82.5m, Day("2020-03-01"))));

        Assert.Equal(Signed, new Household(corrected.Record.AsOfVersion(2)));
        Assert.Equal(new HouseholdState(80, 900_000), new Household(corrected.Record.AsOfVersion(2)).On(Today));
        // The correction alone is stored in between, for as long as a transaction lasts.
        Assert.Equal(new HouseholdState(null, 900_000), new Household(corrected.Record.AsOfVersion(3)).On(Today));
    }

    [Fact]
    public void the_same_correction_twice_changes_nothing_and_another_one_is_refused()
    {
        var corrected = Stored(Signed, Correct(Signed, 1, new Survey(Code, 82.5m, Day("2020-03-01"))));

        var again = Correct(corrected, 1, new Survey(Code, 82.5m, Day("2020-03-01")));
        Assert.True(again is { Refusal: null, Events.IsEmpty: true });
        Assert.Equal("correction.already", Correct(corrected, 1, new Survey(Code, 90, Day("2020-03-01"))).Refusal?.Code);
        Assert.Equal("correction.nothing-changes", Correct(Signed, 1, new Survey(Code, 80, Day("2020-03-01"))).Refusal?.Code);
        Assert.Equal("correction.other-kind", Correct(Signed, 1, new Sign(1, Day("2020-03-01"))).Refusal?.Code);
        Assert.Equal("correction.not-possible", Correct(corrected, 3, null).Refusal?.Code);
        Assert.Equal("event.unknown", Correct(Signed, 9, null).Refusal?.Code);
    }

    [Fact]
    public void what_others_depend_on_is_withdrawn_by_an_override_only()
    {
        var refused = Correct(Signed, 1, null).Refusal!;
        Assert.Equal("correction.conflicts", refused.Code);
        Assert.Equal(["test-agreement-signed"], refused.Needs);

        var granted = Correct(Signed, 1, null, Approved);
        Assert.Equal(["test-agreement-signed"], Assert.IsType<HouseholdCorrected>(Assert.Single(granted.Events)).Override!.Gates);
        // Moving the survey behind the agreement is the same.
        Assert.Equal("correction.conflicts", Correct(Signed, 1, new Survey(Code, 80, Day("2020-06-01"))).Refusal?.Code);
    }

    [Fact]
    public void the_state_of_another_stream_comes_with_the_context()
    {
        var survey = new Survey(Code, 80, Day("2020-03-01"));
        foreach (var wrong in (Survey[])[survey with { Area = "elsewhere" }, survey with { On = Day("2017-12-31") }])
            Assert.Equal("area.unknown", HouseholdRules.Decide(Household.Unknown, wrong, Context).Refusal?.Code);
        Assert.Null(Context.Find<Household>(Code));
    }

    private static Decision Correct(Household household, long version, HouseholdCommand? with, OverrideRequest? request = null) =>
        Corrections.Decide(household, new CorrectionRequest<HouseholdCommand>(Id(version), "录入错误", with, request), Context);

    private static Household Stored(Household household, Decision decision)
    {
        Assert.Null(decision.Refusal);
        Assert.NotEmpty(decision.Events);
        return decision.Events.Aggregate(household, (h, e) => new Household(h.Record.Append(new RecordedEvent<HouseholdEvent>(
            Id(h.Record.Version + 1), h.Record.Version + 1, DateTimeOffset.UnixEpoch, "zhang", (HouseholdEvent)e))));
    }
}
