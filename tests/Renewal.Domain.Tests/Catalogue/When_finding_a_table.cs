using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Tests.Catalogue;

public sealed class When_finding_a_table
{
    [Theory]
    [InlineData("state-land-expropriation", "2011-01-20", null)] // older cases are legacy resolution
    [InlineData("state-land-expropriation", "2011-01-21", "state-590")]
    [InlineData("collective-land-urban-village", "2019-12-31", "collective-pre2020")]
    [InlineData("collective-land-urban-village", "2020-01-01", "collective-2020")]
    [InlineData("collective-land-urban-village", "2021-08-31", "collective-2020")]
    [InlineData("collective-land-urban-village", "2021-09-01", "collective-2021")]
    [InlineData("key-route-park-works", "2016-03-01", "works")]
    [InlineData("comprehensive-community-renovation", "2019-03-01", "works")]
    [InlineData("micro-renovation", "2020-12-31", "works")]
    [InlineData("legacy-resolution", "2009-03-01", "permit-legacy")]
    [InlineData("legacy-resolution", "2011-01-20", "permit-legacy")]
    [InlineData("legacy-resolution", "2011-01-21", "permit-legacy")] // the permit's day would count, not the day the case was opened
    [InlineData("legacy-resolution", "2026-11-01", "permit-legacy")]
    public void the_opening_day_decides_the_regime(string kind, string openedOn, string? regime) =>
        Assert.Equal(regime, Catalogues.For(RenewalKind.Find(kind)!, DateOnly.Parse(openedOn, null))
            ?.On(DateOnly.Parse(openedOn, null)).Regime.Code);

    [Fact]
    public void at_most_one_regime_governs_a_kind_on_a_day()
    {
        foreach (var kind in RenewalKind.All)
        {
            for (var day = new DateOnly(2009, 1, 1); day.Year < 2028; day = day.AddDays(1))
            {
                Assert.True(Catalogues.Versions.Last(version => version.Kind == kind).Regimes.Count(regime => regime.AppliesOn(day)) <= 1);
            }
        }
    }

    /// <summary>Whether a case stands under the old rules (Decree 590 art 35) is for the case to find out.</summary>
    [Fact]
    public void a_legacy_case_is_not_told_its_rules_beforehand()
    {
        var regime = On(RenewalKind.LegacyResolution, new(2026, 1, 1)).Regime;

        Assert.Equal(Confidence.Unverified, regime.Basis.Confidence);
        Assert.Contains("以认定为准", regime.Chinese, StringComparison.Ordinal);
        Assert.Contains("as determined in the case", regime.English, StringComparison.Ordinal);
    }

    [Fact]
    public void a_stored_area_finds_the_table_it_was_registered_by() =>
        Assert.All(Catalogues.Versions, version => Assert.Same(version, Catalogues.Find(version.Kind.Code, version.Version)));

    [Fact]
    public void a_version_this_program_does_not_have_is_named() =>
        Assert.Contains("1999-01", Assert.Throws<CatalogueMissingException>(
            () => Catalogues.Find("state-land-expropriation", "1999-01")).Message, StringComparison.Ordinal);

    [Fact]
    public void every_kind_and_every_regime_has_a_table()
    {
        Assert.All(RenewalKind.All, kind => Assert.NotNull(Catalogues.For(kind, new(2026, 11, 1))));
        Assert.All(Regimes.All, regime => Assert.Contains(Catalogues.All, table => table.Regime == regime));
        Assert.All(Regimes.All, regime => Assert.Same(regime, Regimes.Find(regime.Code)));
    }

    [Theory]
    [InlineData("works-started", true)]
    [InlineData("scope-determined", true)]
    [InlineData("Scope-Determined", false)]
    [InlineData("no-such-thing", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void a_milestone_of_another_kind_is_told_from_a_misspelt_one(string? code, bool known) =>
        Assert.Equal(known, Catalogues.KnowsMilestone(code));

    [Fact]
    public void before_2020_collective_land_is_recorded_but_its_procedure_blocks_nobody()
    {
        var table = On(RenewalKind.CollectiveLandUrbanVillage, new(2016, 5, 1));
        var procedure = table.Rows.Where(row => row.Track == Track.Preparation).ToList();

        Assert.All(procedure, row => Assert.True(row.Unverified && row.OnlyWarns == row.Required));
        Assert.Empty(table.Closing(Stage.Preparation));
        Assert.All(procedure, row => Assert.Empty(row.Clocks));
        Assert.All(procedure.SelectMany(row => row.Gates), gate => Assert.NotEqual(GateStrength.Block, gate.Strength));
    }

    [Fact]
    public void before_its_regulation_the_law_of_2019_keeps_its_own_thirty_days_only()
    {
        var table = On(RenewalKind.CollectiveLandUrbanVillage, new(2020, 6, 1));

        Assert.Empty(table.Find("pre-announcement-closed")!.Clocks);
        Assert.True(table.Find("pre-announcement-closed")!.Unverified);
        Assert.Empty(table.Find("acquisition-announced")!.Clocks);
        Assert.Single(table.Find("resettlement-plan-closed")!.Clocks);
        Assert.Equal(GateStrength.Block, table.Find("resettlement-plan-closed")!.Gates[0].Strength);
        Assert.Equal(["land-pre-announced", "pre-announcement-closed", "resettlement-decided"],
            table.Rows.Where(row => row.OnlyWarns).Select(row => row.Code));
    }

    /// <summary>Funds and agreements before the application are the law's own (LAL 47), not the regulation's.</summary>
    [Theory]
    [InlineData("resettlement-plan-drafted", "land-surveyed", GateStrength.Block)]
    [InlineData("acquisition-applied", "agreements-signed", GateStrength.Block)]
    [InlineData("acquisition-applied", "funds-in-place", GateStrength.Block)]
    [InlineData("land-surveyed", "land-pre-announced", GateStrength.Warn)]
    [InlineData("stability-risk-assessed", "land-pre-announced", GateStrength.Warn)]
    [InlineData("pre-announcement-closed", "land-pre-announced", GateStrength.Warn)]
    [InlineData("archive-closed", "land-pre-announced", GateStrength.Warn)]
    [InlineData("archive-closed", "pre-announcement-closed", GateStrength.Warn)]
    [InlineData("archive-closed", "acquisition-applied", GateStrength.Block)]
    public void before_its_regulation_only_the_law_s_own_steps_block(string code, string waitsFor, GateStrength strength) =>
        Assert.Equal(strength, Assert.Single(On(RenewalKind.CollectiveLandUrbanVillage, new(2021, 8, 31)).Find(code)!.Gates,
            gate => gate.AnyOf.Contains(waitsFor)).Strength);

    [Fact]
    public void before_its_regulation_nothing_is_said_of_it()
    {
        var row = On(RenewalKind.CollectiveLandUrbanVillage, new(2021, 8, 31)).Find("acquisition-announced")!;

        Assert.DoesNotContain("15个工作日自", row.Remark!.Chinese, StringComparison.Ordinal);
        Assert.DoesNotContain(row.Bases, basis => basis.Source == LegalSource.WHuangpi);
        Assert.Contains(row.Bases, basis => basis is { Source: LegalSource.LAL, Article: "47", Confidence: Confidence.PrimaryText });
    }

    private static CatalogueTable On(RenewalKind kind, DateOnly day) => Catalogues.For(kind, day)!.On(day);
}
