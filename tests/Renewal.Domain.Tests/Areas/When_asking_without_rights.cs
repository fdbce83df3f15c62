using Renewal.Domain.Access;
using Renewal.Domain.Areas;

namespace Renewal.Domain.Tests.Areas;

public sealed class When_asking_without_rights : AreaSpec
{
    private const string Street = "420112001";

    private static readonly AreaCommand Plain = Record("scope-determined", "2020-01-01");

    private static string? Check(Role role, AreaCommand command, string held = Street) =>
        AccessRules.Check(new Actor("zhang", role, [held]), command, Street)?.Code;

    [Theory]
    [InlineData("officer", null)]
    [InlineData("manager", null)]
    [InlineData("auditor", "role.forbids")]
    [InlineData("admin", "role.forbids")]
    public void officers_and_managers_record(string role, string? refused)
    {
        Assert.Equal(refused, Check(Role.Find(role)!, Plain));
        Assert.Equal(refused, Check(Role.Find(role)!, Registered()));
        Assert.Equal(refused, Check(Role.Find(role)!, Withdraw(2)));
    }

    [Fact]
    public void only_a_manager_confirms_and_overrides()
    {
        AreaCommand[] approvals =
        [
            Record("scope-determined", "2020-01-01") with { OverrideWith = Granted },
            Change("listing", "2020-01-01") with { OverrideWith = Granted },
            Withdraw(2) with { OverrideWith = Granted },
            Correct(2, Record("scope-determined", "2020-01-01") with { OverrideWith = Granted }),
        ];
        Assert.All(approvals, command => Assert.Equal("override.needs-approver", Check(Role.Officer, command)));
        Assert.All(approvals, command => Assert.Null(Check(Role.Manager, command)));
        Assert.Equal("role.forbids", Check(Role.Officer, new ConfirmMilestone(Code, "scope-determined")));
        Assert.Null(Check(Role.Manager, new ConfirmMilestone(Code, "scope-determined")));
        Assert.Equal("role.forbids", Check(Role.Auditor, approvals[0]));
    }

    [Fact]
    public void only_a_manager_takes_a_confirmation_back()
    {
        var scenario = Given(Registered(), Record("planning-conformity-confirmed", "2018-02-01"))
            .And(new ConfirmMilestone(Code, "planning-conformity-confirmed"));
        var area = scenario.Area;
        string? Asked(Role role, AreaCommand command) => AccessRules.Check(new Actor("zhang", role, [Street]), command, Street, area)?.Code;

        Assert.Equal("role.forbids", Asked(Role.Officer, Withdraw(3)));
        Assert.Null(Asked(Role.Manager, Withdraw(3)));
        // The confirmed event depends on it; without it the event is the officer's own again.
        Assert.Equal("role.forbids", Asked(Role.Officer, Withdraw(2)));
        Assert.Null(Asked(Role.Manager, Withdraw(2)));
        area = scenario.And(Withdraw(3)).Area;
        Assert.Null(Asked(Role.Officer, Withdraw(2)));
    }

    [Fact]
    public void only_a_manager_takes_back_what_a_manager_let_pass()
    {
        var milestone = Given(Registered(), Record("scope-determined", "2018-02-01") with { OverrideWith = Granted }).Area;
        var stage = Given(Registered(), Change("listing", "2018-02-01") with { OverrideWith = Granted }).Area;
        foreach (var area in new[] { milestone, stage })
        {
            Assert.Equal("role.forbids", AccessRules.Check(new Actor("zhang", Role.Officer, [Street]), Withdraw(2), Street, area)?.Code);
            Assert.Null(AccessRules.Check(new Actor("director", Role.Manager, [Street]), Withdraw(2), Street, area));
        }
    }

    [Fact]
    public void only_a_manager_goes_on_from_a_correction_that_left_something_standing()
    {
        const string first = "planning-conformity-confirmed";
        var scenario = Given(Registered(), Record(first, "2018-02-01"), Record("scope-determined", "2018-03-01"),
            Correct(2, Record(first, "2018-03-02")) with { OverrideWith = Granted });
        // After its text was corrected, the later event still depends on the manager's override.
        var again = scenario.And(Correct(5, Record(first, "2018-03-02") with { DocumentNumber = "东规〔2018〕3号" }));
        foreach (var (area, version) in new[] { (scenario.Area, 5), (again.Area, 7) })
        {
            foreach (var command in new[] { Withdraw(version), Correct(version, Record(first, "2018-05-01")) })
            {
                Assert.Equal("role.forbids", AccessRules.Check(new Actor("zhang", Role.Officer, [Street]), command, Street, area)?.Code);
                Assert.Null(AccessRules.Check(new Actor("director", Role.Manager, [Street]), command, Street, area));
            }

            Assert.Null(AccessRules.Check(new Actor("zhang", Role.Officer, [Street]), Withdraw(3), Street, area)); // stands for itself
        }
    }

    [Fact]
    public void a_correction_that_left_nothing_standing_is_the_officers_own_work()
    {
        const string first = "planning-conformity-confirmed";
        var scenario = Given(Registered(), Record(first, "2018-02-01"), Correct(2, Record(first, "2018-02-02")),
            Record("scope-determined", "2018-03-01"));
        var area = scenario.And(Correct(4, Record(first, "2018-03-02")) with { OverrideWith = Granted }).Area;
        string? Asked(AreaCommand command, Area known) =>
            AccessRules.Check(new Actor("zhang", Role.Officer, [Street]), command, Street, known)?.Code;

        Assert.Null(Asked(Withdraw(4), scenario.Area));
        Assert.Null(Asked(Correct(2, Record(first, "2018-02-02")), area)); // a late retry of what was done before the manager came
        Assert.Equal("role.forbids", Asked(Withdraw(7), area));
    }

    [Theory]
    [InlineData("42", true)]
    [InlineData("4201", true)]
    [InlineData("420112", true)]
    [InlineData("420112001", true)]
    [InlineData("420112001001", false)] // a community of the street
    [InlineData("420112004", false)]
    [InlineData("420113", false)]
    [InlineData("42011200", false)] // no division
    [InlineData("", false)] // an account nobody gave a right is given none
    public void a_right_covers_what_lies_below_it(string held, bool covered)
    {
        Assert.Equal(covered ? null : "area.unknown", Check(Role.Officer, Plain, held));
        Assert.Equal(covered ? null : "area.unknown", Check(Role.Manager, Plain, held));
        // Registering names the place anyway, so there is nothing to hide.
        Assert.Equal(covered ? null : "jurisdiction.forbidden", Check(Role.Officer, Registered(), held));
        Assert.Equal("role.forbids", Check(Role.Auditor, Plain, held)); // reads everything, writes nothing
    }

    [Fact]
    public void one_of_several_rights_is_enough()
    {
        var actor = new Actor("zhang", Role.Officer, ["420112004", Street]);
        Assert.Null(AccessRules.Check(actor, Plain, Street));
        Assert.True(actor.CanSee("420112004"));
        Assert.False(actor.CanSee("420112"));
        Assert.False(new Actor("li", Role.Officer, []).CanSee(Street));
        Assert.True(new Actor("wang", Role.Auditor, []).CanSee(Street));
    }

    [Fact]
    public void administrators_see_everything_and_so_does_the_operator_of_the_machine()
    {
        Assert.True(new Actor("zhao", Role.Admin, []).CanSee(Street));
        Assert.True(new Actor("operator", Role.Manager, [Jurisdiction.Everywhere]).CanSee(Street));
        Assert.False(Jurisdiction.IsWellFormed(Jurisdiction.Everywhere)); // no account can be given it
    }
}
