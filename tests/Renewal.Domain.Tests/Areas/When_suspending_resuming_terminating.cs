using Renewal.Domain.Areas;

namespace Renewal.Domain.Tests.Areas;

public sealed class When_suspending_resuming_terminating : AreaSpec
{
    private static SuspendArea Suspend(string on) => new(Code, Day(on), "规划调整", "吴街〔2020〕1号");

    private static ResumeArea Resume(string on) => new(Code, Day(on), "规划已批", null);

    private static TerminateArea Terminate(string on) => new(Code, Day(on), "签约比例未达到", null);

    private static AreaScenario Suspended =>
        Given(Registered(), Record("planning-conformity-confirmed", "2019-01-01"), Suspend("2020-01-01"));

    private static AreaScenario Terminated =>
        Given(Registered(), Record("planning-conformity-confirmed", "2019-01-01"), Terminate("2020-01-01"));

    [Fact]
    public void each_has_its_day()
    {
        var scenario = Suspended.And(Resume("2020-06-01"), Terminate("2021-01-01"));

        AreaStatus[] seen = [.. new[] { "2019-12-31", "2020-01-01", "2020-05-31", "2020-06-01", "2020-12-31", "2021-01-01" }
            .Select(day => scenario.On(day).Status)];
        Assert.Equal([AreaStatus.Active, AreaStatus.Suspended, AreaStatus.Suspended, AreaStatus.Active, AreaStatus.Active,
            AreaStatus.Terminated], seen);
        Assert.Equal(Day("2020-06-01"), scenario.On("2020-12-31").StatusSince);
        Assert.Equal(Day("2021-01-01"), scenario.On("2021-06-30").StatusSince);
    }

    [Fact]
    public void the_same_again_changes_nothing()
    {
        Suspended.When(Suspend("2020-01-01")).ThenNothing();
        Suspended.When(Suspend("2020-02-01")).ThenRefused("area.status-same");
        Suspended.And(Resume("2020-06-01")).When(Resume("2020-06-01")).ThenNothing();
        Terminated.When(Terminate("2020-01-01")).ThenNothing();
        Terminated.When(Terminate("2020-02-01")).ThenRefused("area.closed");
        Terminated.When(Terminate("2019-02-01")).ThenRefused("area.closed");
    }

    [Fact]
    public void only_what_is_halted_is_resumed()
    {
        Given(Registered()).When(Resume("2020-06-01")).ThenRefused("area.not-suspended");
        Suspended.When(Resume("2019-12-31")).ThenRefused("area.not-suspended");
        Suspended.When(Resume("2020-01-01")).ThenAccepted();
        Terminated.When(Resume("2020-06-01")).ThenRefused("area.closed");
        Terminated.When(Suspend("2020-06-01")).ThenRefused("area.closed");
    }

    [Fact]
    public void their_days_and_reasons_are_checked()
    {
        Given(Registered()).When(Suspend("2017-12-31")).ThenRefused("date.before-opening");
        Given(Registered()).When(Suspend("2026-07-01")).ThenRefused("date.in-future");
        Given(Registered()).When(Terminate("2026-07-01")).ThenRefused("date.in-future");
        Suspended.When(Resume("2026-07-01")).ThenRefused("date.in-future");
        Given(Registered()).When(Suspend("2020-01-01") with { Reason = "" }).ThenRefused("text.missing");
        Given(Registered()).When(Suspend("2020-01-01") with { DocumentNumber = "a\0" }).ThenRefused("text.control-characters");
    }

    [Theory]
    [InlineData("2019-12-31", null)]
    [InlineData("2020-01-01", "area.suspended")]
    [InlineData("2020-05-31", "area.suspended")]
    [InlineData("2020-06-01", null)]
    public void nothing_moves_while_an_area_is_halted(string on, string? refused)
    {
        var scenario = Suspended.And(Resume("2020-06-01"));
        scenario.When(Record("scope-determined", on)).ThenRefusedOrNot(refused);
        if (refused is not null) scenario.When(Change("listing", on)).ThenRefused(refused);
    }

    [Theory]
    [InlineData("2019-12-31", null)]
    [InlineData("2020-01-01", "area.closed")]
    [InlineData("2026-06-30", "area.closed")]
    public void nothing_is_recorded_after_the_end(string on, string? refused)
    {
        Terminated.When(Record("scope-determined", on)).ThenRefusedOrNot(refused);
        Terminated.When(new AssignDuty(Code, "城管办", null, Day(on))).ThenRefusedOrNot(refused);
        Terminated.When(new NoteProgress(Code, Day(on), "已停工", null)).ThenRefusedOrNot(refused);
        if (refused is not null) Terminated.When(Change("listing", on)).ThenRefused(refused);
    }

    [Fact]
    public void a_halted_area_still_takes_plans_words_labels_duty_and_corrections()
    {
        var plan = new SetPlan(Code, [new PlannedMilestone("scope-determined", Day("2026-12-01"), "planned")]);
        Suspended.When(plan).ThenAccepted();
        Suspended.When(new NoteProgress(Code, Day("2020-02-01"), "等待规划", null)).ThenAccepted();
        Suspended.When(new LabelArea(Code, ["暂停"])).ThenAccepted();
        Suspended.When(new AssignDuty(Code, "城管办", null, Day("2020-02-01"))).ThenAccepted();
        Suspended.When(new ConfirmMilestone(Code, "planning-conformity-confirmed")).ThenAccepted();
        Suspended.When(Correct(2, Record("planning-conformity-confirmed", "2019-02-01"))).ThenAccepted();
        Suspended.When(Terminate("2020-06-01")).ThenAccepted();
        Terminated.When(plan).ThenRefused("area.closed");
        Terminated.When(new LabelArea(Code, ["终止"])).ThenAccepted();
        Terminated.When(Withdraw(3)).ThenAccepted();
    }

    [Theory]
    [InlineData("2018-12-31", "area.status-conflicts")]
    [InlineData("2019-01-02", null)]
    public void what_moved_later_stands_in_the_way(string on, string? refused)
    {
        var scenario = Given(Registered(), Record("planning-conformity-confirmed", "2019-01-01"));
        scenario.When(Terminate(on)).ThenRefusedOrNot(refused);
        scenario.When(Suspend(on)).ThenRefusedOrNot(refused);
    }

    [Theory]
    [InlineData("2021-02-28", "stage-changed")]
    [InlineData("2021-03-01", null)]
    public void so_does_a_later_stage(string on, string? broken)
    {
        var scenario = Given(Registered("micro-renovation", "2019-01-01"), Opening("listing", "2020-12-31", "procurement-announced",
            "contractor-selected", "contract-signed"), Change("completion", "2021-03-01"));
        foreach (var halt in new AreaCommand[] { Suspend(on), Terminate(on) })
        {
            if (broken is null) scenario.When(halt).ThenAccepted();
            else scenario.When(halt).ThenRefused("area.status-conflicts", broken);
        }
    }

    [Fact]
    public void what_the_office_said_itself_does_not_stand_in_the_way_of_the_end() =>
        Given(Registered(), new NoteProgress(Code, Day("2020-03-01"), "推进中", null), new LabelArea(Code, ["重点"]),
                new SetPlan(Code, [new PlannedMilestone("scope-determined", Day("2026-12-01"), "planned")]))
            .When(Terminate("2020-01-01")).ThenAccepted();

    [Fact]
    public void a_suspension_slipped_in_must_leave_the_later_ones_standing()
    {
        var scenario = Suspended.And(Resume("2020-06-01"));
        scenario.When(Suspend("2019-06-01")).ThenRefused("area.status-conflicts", "area-suspended");
        scenario.When(Resume("2020-03-01")).ThenRefused("area.status-conflicts", "area-resumed");
        scenario.When(Terminate("2020-03-01")).ThenRefused("area.status-conflicts", "area-resumed");
        scenario.When(Withdraw(3)).ThenRefused("correction.conflicts", "area-resumed");
        scenario.When(Correct(3, Suspend("2020-02-01"))).ThenAccepted();
    }

    [Fact]
    public void a_suspension_put_right_is_compared_as_a_whole()
    {
        var scenario = Given(Registered(), Record("planning-conformity-confirmed", "2019-01-01"), Record("scope-determined", "2019-03-01"),
            Suspend("2020-01-01"));
        scenario.When(Correct(4, Suspend("2019-02-01"))).ThenRefused("correction.conflicts", "milestone-recorded");
        scenario.When(Correct(4, Suspend("2019-02-01")) with { OverrideWith = Granted }).ThenAccepted();
    }
}
