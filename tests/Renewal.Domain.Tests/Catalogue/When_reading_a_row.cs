using System.Text;
using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Tests.Catalogue;

/// <summary>What a row says must be readable in both languages, stand on a named source, and be the row of the rulebook.</summary>
public sealed class When_reading_a_row
{
    private static readonly DateOnly Today = new(2026, 11, 1);

    private static IEnumerable<MilestoneKind> EveryRow => Catalogues.Versions.SelectMany(version => version.Rows);

    [Fact]
    public void it_is_named_in_both_languages() => Assert.All(EveryRow, row =>
    {
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", row.Chinese);
        Assert.Matches("^[A-Z][a-z]+", row.English);
        Wording?[] words = [row.OnlyIf, row.Evidence, row.Remark];
        Assert.All(words.OfType<Wording>(), wording =>
        {
            Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", wording.Chinese);
            Assert.Matches("[A-Za-z]{3}", wording.English);
        });
    });

    [Fact]
    public void it_has_a_basis_and_every_basis_names_a_source()
    {
        Assert.All(EveryRow, row => Assert.NotEmpty(row.Bases));
        var cited = EveryRow.SelectMany(row => row.Bases.Concat(row.Clocks.Select(clock => clock.Basis)))
            .Concat(EveryRow.Select(row => row.Lapses?.Basis).OfType<Basis>())
            .Concat(Regimes.All.Select(regime => regime.Basis)).Concat(TransitionRules.All.Select(rule => rule.Basis))
            .ToList();

        Assert.All(cited, basis => Assert.NotNull(LegalSource.Find(basis.Source)));
        Assert.Empty(LegalSource.All.Select(source => source.Key).Except(cited.Select(basis => basis.Source)));
    }

    /// <summary>Confidence is an enum from sure to unsure: citing a source more firmly than it was read would be invention.</summary>
    [Fact]
    public void nothing_is_cited_more_firmly_than_its_source_was_read() =>
        Assert.All(EveryRow.SelectMany(row => row.Bases.Concat(row.Clocks.Select(clock => clock.Basis))),
            basis => Assert.True(basis.Confidence >= LegalSource.Find(basis.Source)!.Read, basis.ToString()));

    [Fact]
    public void a_clock_of_unverified_basis_blocks_nobody() =>
        Assert.All(EveryRow.SelectMany(row => row.Clocks).Where(clock => clock.Basis.Confidence is Confidence.Unverified),
            clock => Assert.False(clock.Blocks));

    /// <summary>No table has an unverified clock that holds back, so the rule itself is asked.</summary>
    [Theory]
    [InlineData(ClockBound.Minimum, Confidence.OneSource, true)]
    [InlineData(ClockBound.Minimum, Confidence.Unverified, false)]
    [InlineData(ClockBound.After, Confidence.OneSource, true)]
    [InlineData(ClockBound.After, Confidence.Unverified, false)]
    [InlineData(ClockBound.Maximum, Confidence.PrimaryText, false)]
    public void only_a_verified_clock_that_is_no_deadline_blocks(ClockBound bound, Confidence confidence, bool blocks)
    {
        var rule = new ClockRule("listing-opened", bound, [Period.Days(10)], new Basis("MLR39", "18?", confidence));

        Assert.Equal(blocks, rule.Blocks);
        Assert.Equal(blocks, GateCheck.Run("listing-closed", rule, Today, WorkCalendar.China).Holds(Today.AddDays(1)));
    }

    [Theory]
    [InlineData("state-land-expropriation", "plan-consultation-closed", "plan-consultation-opened", ClockBound.Minimum, "30 CalendarDays")]
    [InlineData("state-land-expropriation", "enforcement-applied", "compensation-decided", ClockBound.After, "6 Months")]
    [InlineData("state-land-expropriation", "enforcement-applied", "compensation-decided", ClockBound.Maximum, "6 Months, 3 Months")]
    [InlineData("state-land-expropriation", "enforcement-applied", "enforcement-demanded", ClockBound.After, "10 WorkingDays")]
    [InlineData("state-land-expropriation", "enforcement-ruled", "enforcement-applied", ClockBound.Maximum,
        "5 CalendarDays, 30 CalendarDays")]
    [InlineData("state-land-expropriation", "listing-opened", "listing-notice-published", ClockBound.Minimum, "20 CalendarDays")]
    [InlineData("state-land-expropriation", "listing-closed", "listing-opened", ClockBound.Minimum, "10 CalendarDays")]
    [InlineData("state-land-expropriation", "listing-result-published", "listing-closed", ClockBound.Maximum, "10 WorkingDays")]
    [InlineData("collective-land-urban-village", "pre-announcement-closed", "land-pre-announced", ClockBound.Minimum, "10 WorkingDays")]
    [InlineData("collective-land-urban-village", "resettlement-plan-closed", "resettlement-plan-announced", ClockBound.Minimum,
        "30 CalendarDays")]
    [InlineData("collective-land-urban-village", "acquisition-announced", "acquisition-approved", ClockBound.Maximum, "15 WorkingDays")]
    [InlineData("key-route-park-works", "bids-opened", "tender-notice-published", ClockBound.Minimum, "20 CalendarDays")]
    [InlineData("key-route-park-works", "award-notified", "candidates-published", ClockBound.After, "3 CalendarDays")]
    [InlineData("key-route-park-works", "contract-signed", "award-notified", ClockBound.Maximum, "30 CalendarDays")]
    [InlineData("key-route-park-works", "tender-reported", "award-notified", ClockBound.Maximum, "15 CalendarDays")]
    [InlineData("key-route-park-works", "acceptance-filed", "acceptance-passed", ClockBound.Maximum, "15 CalendarDays")]
    [InlineData("comprehensive-community-renovation", "acceptance-filed", "joint-accepted", ClockBound.Maximum, "15 CalendarDays")]
    [InlineData("legacy-resolution", "petition-closed", "issue-registered", ClockBound.Maximum, "60 CalendarDays")]
    public void its_clock_is_the_one_of_the_law(string kind, string code, string from, ClockBound bound, string periods)
    {
        var clocks = Catalogues.For(RenewalKind.Find(kind)!, Today)!.On(Today).Find(code)!.Clocks;

        Assert.Contains(clocks, clock => clock.From == from && clock.Bound == bound && Write(clock.Periods) == periods);
    }

    [Fact]
    public void a_suspension_of_procedures_lapses_after_a_year() =>
        Assert.Equal(Period.Months(12),
            Catalogues.For(RenewalKind.StateLandExpropriation, Today)!.On(Today).Find("procedures-suspended")!.Lapses!.Longest);

    /// <summary>Unverified, or named for comparison only: the page must say so.</summary>
    [Theory]
    [InlineData("comprehensive-community-renovation", "annual-plan-listed")]
    [InlineData("comprehensive-community-renovation", "residents-evaluated")]
    [InlineData("legacy-resolution", "households-settled")]
    public void what_was_not_read_is_marked_unverified(string kind, string code) =>
        Assert.True(Catalogues.For(RenewalKind.Find(kind)!, Today)!.On(Today).Find(code)!.Unverified);

    [Theory]
    [InlineData("comprehensive-community-renovation", "annual-plan-listed")]
    [InlineData("comprehensive-community-renovation", "funding-confirmed")]
    [InlineData("comprehensive-community-renovation", "residents-evaluated")]
    [InlineData("comprehensive-community-renovation", "management-arranged")]
    public void the_guideline_on_old_communities_is_cited_from_summaries(string kind, string code) =>
        Assert.Contains(new Basis(LegalSource.SC23, "", Confidence.Unverified),
            Catalogues.For(RenewalKind.Find(kind)!, Today)!.On(Today).Find(code)!.Bases);

    [Theory]
    [InlineData(true, GateCondition.WhenClearedBeforeListing)]
    [InlineData(false, GateCondition.Always)]
    public void a_cleared_site_is_asked_for_only_by_the_switch(bool ofSite, GateCondition applies)
    {
        foreach (var kind in new[] { RenewalKind.StateLandExpropriation, RenewalKind.CollectiveLandUrbanVillage })
        {
            var gates = Catalogues.For(kind, Today)!.On(Today).Find("listing-notice-published")!.Gates;
            Assert.All(gates.Where(gate => gate.AnyOf.Contains("site-cleared") == ofSite), gate => Assert.Equal(applies, gate.Applies));
        }
    }

    [Theory]
    [InlineData("state-land-expropriation", 48)] // 46 lines of the rulebook, one of them with two endings, and the demand
    [InlineData("collective-land-urban-village", 32)] // 20 rows of its own, three shared rows and nine of the land listing
    [InlineData("key-route-park-works", 19)]
    [InlineData("comprehensive-community-renovation", 20)] // with the seven rows of the tender
    [InlineData("micro-renovation", 10)]
    [InlineData("legacy-resolution", 9)]
    public void no_row_of_the_rulebook_is_lost(string kind, int rows) =>
        Assert.Equal(rows, Catalogues.For(RenewalKind.Find(kind)!, Today)!.On(Today).Rows.Length);

    [Fact]
    public void the_rows_are_those_of_the_rulebook_in_its_order()
    {
        var text = new StringBuilder();
        foreach (var kind in RenewalKind.All)
        {
            if (text.Length > 0) text.Append('\n');
            text.Append(kind.Code).Append('\n');
            foreach (var row in Catalogues.For(kind, Today)!.On(Today).Rows)
            {
                text.Append("  ").Append(row.Track).Append(' ').Append(row.Code).Append('\n');
            }
        }

        Approved.Matches("tests/Renewal.Domain.Tests/Catalogue/milestone-codes.approved.txt", text.ToString());
    }

    private static string Write(IEnumerable<Period> periods) =>
        string.Join(", ", periods.Select(period => $"{period.Amount} {period.Unit}"));
}
