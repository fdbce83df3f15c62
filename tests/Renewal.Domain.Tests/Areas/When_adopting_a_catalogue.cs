using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Tests.Areas;

/// <summary>Content that was published wrong is a new version, and a manager moves an area to it, saying why.</summary>
public sealed class When_adopting_a_catalogue : AreaSpec
{
    private const string Corrected = "2027-01";

    /// <summary>The corrected version lets a scope be determined without the plans, and has another order of the survey.</summary>
    private static readonly Publications Published = new(
        [
            .. Catalogues.Versions,
            Catalogues.Find("state-land-expropriation", Catalogues.CurrentVersion).As(Corrected)
                .With("scope-determined", row => row with { Gates = [] })
                .With("households-surveyed", row => row with { Gates = [new Gate(["procedures-suspended"], GateStrength.Block)] })
                .Except("unregistered-determined"),
        ],
        [], WorkCalendar.Releases);

    private static AdoptCatalogue Adopt(string version) => new(Code, version, "公布内容有误，已更正");

    private static AreaScenario Following(params IEnumerable<object> facts)
    {
        var scenario = Given(Registered());
        return (scenario with { Area = scenario.Area.As(Published.Latest) }).And(facts);
    }

    [Fact]
    public void the_area_is_judged_by_the_other_version_from_then_on()
    {
        var scenario = Following();
        scenario.When(Record("scope-determined", "2018-02-01")).ThenRefused("milestone.needs");
        var adopted = scenario.When(Adopt(Corrected)).Then(new CatalogueAdopted(Corrected, "公布内容有误，已更正", Today, null));
        Assert.Equal(Corrected, adopted.Area.Catalogue.Version);
        adopted.And(Record("scope-determined", "2018-02-01"));
        // Content that was wrong was so on every day.
        Assert.Null(adopted.On("2018-01-01").Table.Find("unregistered-determined"));
        Assert.Equal(Catalogues.CurrentVersion, adopted.Area.AsOfVersion(1).Catalogue.Version);
    }

    [Fact]
    public void the_version_it_follows_already_changes_nothing()
    {
        Following().When(Adopt(Catalogues.CurrentVersion)).ThenNothing();
        Following(Adopt(Corrected)).When(Adopt(Corrected) with { Reason = "再次" }).ThenNothing();
        Assert.Equal(Catalogues.CurrentVersion, Following(Adopt(Corrected), Adopt(Catalogues.CurrentVersion)).Area.Catalogue.Version);
    }

    [Theory]
    [InlineData("2099-01")]
    [InlineData("")]
    [InlineData(null)]
    public void only_a_published_version_of_the_kind_can_be_adopted(string? version)
    {
        Following().When(Adopt(version!)).ThenRefused("catalogue.unknown");
        var other = Given(Registered("micro-renovation"));
        (other with { Area = other.Area.As(Published.Latest) }).When(Adopt(Corrected)).ThenRefused("catalogue.unknown");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void it_takes_a_reason(string? reason) =>
        Following().When(Adopt(Corrected) with { Reason = reason! }).ThenRefused("text.missing");

    [Fact]
    public void an_area_that_has_ended_stays_as_it_is() =>
        Following(new TerminateArea(Code, Day("2019-01-01"), "不再征收", null)).When(Adopt(Corrected)).ThenRefused("area.closed");

    [Fact]
    public void entries_that_would_not_hold_are_named_and_a_manager_may_leave_them()
    {
        var scenario = Following(Record("planning-conformity-confirmed", "2018-02-01"), Record("scope-determined", "2018-02-02"),
            Record("households-surveyed", "2018-02-03"), Record("unregistered-determined", "2018-02-04"));
        scenario.When(Adopt(Corrected)).ThenRefused("catalogue.conflicts", "households-surveyed", "unregistered-determined");
        var moved = scenario.When(Adopt(Corrected) with { OverrideWith = Granted }).ThenAccepted();
        var adopted = Assert.IsType<CatalogueAdopted>(moved.Area.Events[^1].Event);
        Assert.Equal(["households-surveyed", "unregistered-determined"], adopted.Override!.Gates);
        // What stands goes on standing, and is no new conflict.
        moved.And(Record("procedures-suspended", "2018-03-01"));
    }

    [Fact]
    public void it_can_be_withdrawn_and_replaced_like_any_entry()
    {
        var adopted = Following(Adopt(Corrected));
        Assert.Equal(Catalogues.CurrentVersion, adopted.When(Withdraw(2)).ThenAccepted().Area.Catalogue.Version);
        adopted.And(Record("scope-determined", "2018-02-01")).When(Withdraw(2)).ThenRefused("correction.conflicts", "scope-determined");
        var other = adopted.When(Correct(2, Adopt(Corrected) with { Reason = "区局2027年更正" })).ThenAccepted();
        Assert.Equal("区局2027年更正", other.Area.Adopted!.Reason);
        adopted.When(Correct(1, Registered("micro-renovation"))).ThenRefused("correction.kind-fixed");
    }

    [Fact]
    public void it_is_a_manager_s()
    {
        Actor Of(Role role) => new("zhang", role, ["420112001"]);
        Assert.Null(AccessRules.Check(Of(Role.Manager), Adopt(Corrected), "420112001"));
        Assert.Equal("role.forbids", AccessRules.Check(Of(Role.Officer), Adopt(Corrected), "420112001")?.Code);
        var adopted = Following(Adopt(Corrected));
        Assert.Equal("role.forbids", AccessRules.Check(Of(Role.Officer), Withdraw(2), "420112001", adopted.Area)?.Code);
    }
}
