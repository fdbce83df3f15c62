using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Tests.Areas;

public sealed class When_registering_an_area : AreaSpec
{
    [Fact]
    public void its_kind_and_opening_day_fix_the_rulebook() =>
        Given().When(Registered() with { Labels = ["十三五"], HouseholdsExpected = 312, ClearedBeforeListing = true }).Then(new AreaRegistered(
            Code, "海口村片", "state-land-expropriation", "state-590", Catalogues.CurrentVersion, "420112001", Day("2018-01-01"),
            ["十三五"], null, null, null, null, 312, true, null));

    [Fact]
    public void it_stands_in_preparation_from_its_opening_day()
    {
        var scenario = Given(Registered());

        Assert.False(scenario.On("2017-12-31").OnFile);
        Assert.Null(scenario.On("2017-12-31").Stage);
        Assert.Equal((true, Stage.Preparation, Day("2018-01-01")),
            (scenario.On("2018-01-01").OnFile, scenario.On("2018-01-01").Stage, scenario.On("2018-01-01").StageSince));
    }

    [Fact]
    public void the_same_again_changes_nothing() =>
        Given(Registered() with { Labels = ["a", "b"] }).When(Registered() with { Labels = ["a", "b"] }).ThenNothing();

    [Theory]
    [InlineData("state-590", "2020-01")]
    [InlineData("state-old", "2020-01")]
    public void the_same_again_changes_nothing_under_a_table_of_today(string regime, string version) =>
        Given(new AreaRegistered(Code, "海口村片", "state-land-expropriation", regime, version, "420112001", Day("2018-01-01"), [], null,
            null, null, null, null, false, null)).When(Registered()).ThenNothing();

    [Fact]
    public void other_content_under_the_same_code_is_refused()
    {
        Given(Registered()).When(Registered() with { Name = "吴家山村片" }).ThenRefused("area.exists");
        Given(Registered()).When(Registered() with { Labels = ["a"] }).ThenRefused("area.exists");
    }

    [Theory]
    [InlineData("state-land-expropriation", "2011-01-20", "regime.none")]
    [InlineData("state-land-expropriation", "2011-01-21", null)]
    [InlineData("state-land-expropriation", "2026-06-30", null)]
    [InlineData("state-land-expropriation", "2026-07-01", "date.in-future")]
    [InlineData("micro-renovation", "1949-09-30", "regime.none")]
    [InlineData("micro-renovation", "1949-10-01", null)]
    [InlineData("micro-renovation", "0001-01-01", "regime.none")] // a day left out of a message
    [InlineData("legacy-resolution", "1998-05-01", null)]
    [InlineData("no-such-kind", "2018-01-01", "kind.unknown")]
    [InlineData(null, "2018-01-01", "kind.unknown")]
    public void the_opening_day_lies_under_a_rulebook_and_not_in_the_future(string? kind, string opened, string? refused) =>
        Given().When(Registered(kind!, opened)).ThenRefusedOrNot(refused);

    [Theory]
    [InlineData("a", true)]
    [InlineData("haikoucun-2", true)]
    [InlineData("2018-haikoucun", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("-a", false)]
    [InlineData("Haikoucun", false)]
    [InlineData("海口村", false)]
    [InlineData("a b", false)]
    [InlineData("abc\n", false)]
    public void its_code_is_short_and_plain(string? code, bool good) =>
        Given().When(Registered() with { Code = code! }).ThenRefusedOrNot(good ? null : "area.code-invalid");

    [Fact]
    public void a_code_has_at_most_64_characters()
    {
        Given().When(Registered() with { Code = new('a', 64) }).ThenAccepted();
        Given().When(Registered() with { Code = new('a', 65) }).ThenRefused("area.code-invalid");
    }

    [Theory]
    [InlineData("42", true)]
    [InlineData("420112001", true)]
    [InlineData("4201120010", false)]
    [InlineData("42011200x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void its_jurisdiction_is_a_division_code(string? jurisdiction, bool good) =>
        Given().When(Registered() with { Jurisdiction = jurisdiction! }).ThenRefusedOrNot(good ? null : "jurisdiction.unknown");

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1_000_000, true)]
    [InlineData(1_000_001, false)]
    public void households_are_a_sensible_number(int households, bool good) =>
        Given().When(Registered() with { HouseholdsExpected = households }).ThenRefusedOrNot(good ? null : "number.out-of-range");

    [Fact]
    public void a_site_is_not_larger_than_a_province_has_room_for()
    {
        Given().When(Registered() with { SiteAreaM2 = 1_000_000_000, BuildingAreaM2 = 0 }).ThenAccepted();
        Given().When(Registered() with { SiteAreaM2 = 1_000_000_000.01m }).ThenRefused("number.out-of-range");
        Given().When(Registered() with { BuildingAreaM2 = -0.01m }).ThenRefused("number.out-of-range");
    }

    [Fact]
    public void lists_left_out_are_empty() => Given().When(Registered() with { Labels = default }).ThenAccepted();

    [Fact]
    public void blanks_around_its_name_are_left_out() =>
        Assert.Equal("海口村片", Given().When(Registered() with { Name = " 海口村片 " }).ThenAccepted().Area.Registration!.Name);

    [Fact]
    public void fifty_labels_are_enough()
    {
        Given().When(Registered() with { Labels = [.. Enumerable.Repeat("a", 50)] }).ThenAccepted();
        Given().When(Registered() with { Labels = [.. Enumerable.Repeat("a", 51)] }).ThenRefused("list.too-long");
    }

    [Fact]
    public void nothing_can_be_asked_of_an_area_nobody_registered()
    {
        Given().When(Record("scope-determined", "2020-01-01")).ThenRefused("area.unknown");
        Given().When(Withdraw(1)).ThenRefused("area.unknown");
    }
}
