using Renewal.Domain.Calendar;
using static Renewal.Domain.RefusalKind;

namespace Renewal.Domain;

/// <summary>Every refusal of the rules, in one list. Codes are published: never rename one.</summary>
public static class Refusals
{
    /// <summary>Repeats only the beginning of the given code.</summary>
    public static Refusal AreaUnknown(string code) =>
        new Refusal("area.unknown", Unknown).With("area", TextTruncation.Truncate(code, 64));

    public static Refusal AreaExists(string code) => new Refusal("area.exists", Rule).With("area", code);

    /// <summary>The area was terminated; nothing later can be recorded.</summary>
    public static Refusal AreaClosed(DateOnly since) => new Refusal("area.closed", Rule).With("since", since);

    public static Refusal AreaSuspended(DateOnly since) => new Refusal("area.suspended", Rule).With("since", since);

    public static Refusal AreaNotSuspended => new("area.not-suspended", Rule);

    /// <summary>The area already has that status, by another event.</summary>
    public static Refusal StatusSame(string status) => new Refusal("area.status-same", Rule).With("status", status);

    public static Refusal KindUnknown(string kind) => new Refusal("kind.unknown", Impossible).With("kind", kind);

    /// <summary>No law of the kind is in force on the opening day.</summary>
    public static Refusal RegimeNone(string kind, DateOnly openedOn) =>
        new Refusal("regime.none", Impossible).With("kind", kind).With("on", openedOn);

    /// <summary>No such version of the kind's catalogue was published.</summary>
    public static Refusal CatalogueUnknown(string kind, string version) =>
        new Refusal("catalogue.unknown", Impossible).With("kind", kind).With("version", version);

    public static Refusal JurisdictionUnknown(string code) => new Refusal("jurisdiction.unknown", Impossible).With("jurisdiction", code);

    /// <summary>The caller has no rights in the jurisdiction to register in. Jurisdictions are public, so its code is shown.</summary>
    public static Refusal JurisdictionForbidden(string code) =>
        new Refusal("jurisdiction.forbidden", Forbidden).With("jurisdiction", code);

    public static Refusal CodeInvalid(string code) => new Refusal("area.code-invalid", Impossible).With("area", code);

    public static Refusal OpeningAlready => new("opening.already", Rule);

    /// <summary>An event is recorded before the day of the opening position.</summary>
    /// <summary>An area that is fully completed has nothing that is only basically finished.</summary>
    public static Refusal OpeningBasicallyCompleted => new("opening.basically-completed", RefusalKind.Impossible);

    public static Refusal OpeningTooLate(DateOnly first) => new Refusal("opening.too-late", Rule).With("on", first);

    public static Refusal OpeningMilestoneAfter(string milestone, DateOnly asOf) =>
        new Refusal("opening.milestone-after", Impossible).With("milestone", milestone).With("on", asOf);

    public static Refusal MilestoneUnknown(string milestone) => new Refusal("milestone.unknown", Impossible).With("milestone", milestone);

    public static Refusal MilestoneOtherKind(string milestone, string kind) =>
        new Refusal("milestone.other-kind", Rule).With("milestone", milestone).With("kind", kind);

    /// <summary>The law of the day has no such milestone.</summary>
    public static Refusal MilestoneNotInForce(string milestone, DateOnly on) =>
        new Refusal("milestone.not-in-force", Rule).With("milestone", milestone).With("on", on);

    public static Refusal MilestoneAlready(string milestone, DateOnly? on) =>
        new Refusal("milestone.already", Rule).With("milestone", milestone).With("on", on);

    /// <summary>A list contains it more than once.</summary>
    public static Refusal MilestoneTwice(string milestone) => new Refusal("milestone.twice", Impossible).With("milestone", milestone);

    public static Refusal MilestoneNotReached(string milestone) =>
        new Refusal("milestone.not-reached", Rule).With("milestone", milestone);

    public static Refusal MilestoneNeeds(string milestone, params IEnumerable<string> needs) =>
        new Refusal("milestone.needs", Rule) { Needs = [.. needs] }.With("milestone", milestone);

    /// <summary>A gate that warns: accepted with a reason.</summary>
    public static Refusal MilestoneNeedsReason(string milestone, params IEnumerable<string> needs) =>
        new Refusal("milestone.needs-reason", Rule) { Needs = [.. needs] }.With("milestone", milestone);

    /// <summary>An exception: reason and approving authority are both required.</summary>
    public static Refusal MilestoneNeedsApprover(string milestone) =>
        new Refusal("milestone.needs-approver", Impossible).With("milestone", milestone);

    public static Refusal MilestoneBefore(string milestone, string gate, DateOnly gateOn) =>
        new Refusal("milestone.before", Rule) { Needs = [gate] }.With("milestone", milestone).With("gate", gate).With("on", gateOn);

    /// <summary>A milestone that excludes this one is recorded.</summary>
    public static Refusal MilestoneExcluded(string milestone, string other) =>
        new Refusal("milestone.excluded", Rule) { Needs = [other] }.With("milestone", milestone).With("other", other);

    /// <summary>Recorded events would become invalid.</summary>
    public static Refusal Conflicts(string code, IEnumerable<string> needs) => new(code, Rule) { Needs = [.. needs] };

    public static Refusal DateInFuture(string field, DateOnly day, DateOnly today) =>
        new Refusal("date.in-future", Rule).With("field", field).With("on", day).With("today", today);

    /// <summary>An implausible year.</summary>
    public static Refusal DateImpossible(string field, DateOnly day) =>
        new Refusal("date.impossible", Impossible).With("field", field).With("on", day);

    public static Refusal DateBeforeOpening(string field, DateOnly day, DateOnly floor) =>
        new Refusal("date.before-opening", Rule).With("field", field).With("on", day).With("floor", floor);

    /// <summary>Only another body's act is recorded as it happened; the office's own needs an override.</summary>
    public static Refusal AsHappenedOwnAct(string milestone) => new Refusal("as-happened.own-act", Rule).With("milestone", milestone);

    /// <summary>Needs the number of the document and a word of explanation.</summary>
    public static Refusal AsHappenedIncomplete(string milestone) =>
        new Refusal("as-happened.incomplete", Rule).With("milestone", milestone);

    /// <summary>The period is over, but its last day was a rest day, so objections are in time until the next working day.</summary>
    public static Refusal ClockNeedsReason(string milestone, string from, DateOnly earliest, DateOnly moved, PeriodCalculation reckoning) =>
        new Refusal("clock.needs-reason", Rule) { Needs = [from], Reckoning = reckoning }
            .With("milestone", milestone).With("from", from).With("earliest", earliest).With("moved", moved);

    public static Refusal ClockTooEarly(string milestone, string from, DateOnly earliest, PeriodCalculation reckoning) =>
        new Refusal("clock.too-early", Rule) { Needs = [from], Reckoning = reckoning }
            .With("milestone", milestone).With("from", from).With("earliest", earliest);

    public static Refusal StageUnknown(string stage) => new Refusal("stage.unknown", Impossible).With("stage", stage);

    public static Refusal StageSame(string stage) => new Refusal("stage.same", Rule).With("stage", stage);

    public static Refusal StageOrder(string stage, string? next) =>
        new Refusal("stage.order", Rule).With("stage", stage).With("next", next);

    public static Refusal StageBefore(DateOnly since) => new Refusal("stage.before", Rule).With("since", since);

    public static Refusal StageGateShut(string stage, IEnumerable<string> needs) =>
        new Refusal("stage.gate-shut", Rule) { Needs = [.. needs] }.With("stage", stage);

    /// <summary>Milestones unverified for the time of the area: a reason is enough to continue without them.</summary>
    public static Refusal StageExpects(string stage, IEnumerable<string> needs) =>
        new Refusal("stage.expects", Rule) { Needs = [.. needs] }.With("stage", stage);

    public static Refusal StageNeedsReason(string stage) => new Refusal("stage.needs-reason", Impossible).With("stage", stage);

    public static Refusal PlanNeedsReason(IEnumerable<string> moved) => new("plan.needs-reason", Impossible) { Needs = [.. moved] };

    public static Refusal PlanEmpty => new("plan.empty", Impossible);

    /// <summary>A planned day is planned or forecast, nothing else.</summary>
    /// <summary>Nobody plans that a listing fails; the milestone it stands in for is planned.</summary>
    public static Refusal PlanEnding(string milestone, string success) =>
        new Refusal("plan.ending", Rule).With("milestone", milestone).With("other", success);

    public static Refusal PlanGradeUnknown(string milestone) =>
        new Refusal("plan.grade-unknown", Impossible).With("milestone", milestone);

    public static Refusal ObstacleUnknown(Guid id) => new Refusal("obstacle.unknown", Unknown).With("obstacle", id.ToString());

    public static Refusal ObstacleResolved(DateOnly on) => new Refusal("obstacle.resolved", Rule).With("on", on);

    public static Refusal ObstacleBefore(DateOnly raisedOn) => new Refusal("obstacle.before", Rule).With("on", raisedOn);

    public static Refusal EventUnknown(Guid id) => new Refusal("event.unknown", Unknown).With("event", id.ToString());

    public static Refusal CorrectionNeedsReason => new("correction.needs-reason", Impossible);

    /// <summary>The replacement equals the event.</summary>
    public static Refusal CorrectionNothingChanges => new("correction.nothing-changes", Rule);

    public static Refusal CorrectionAlready => new("correction.already", Rule);

    /// <summary>A correction, or an event that is corrected in another way, cannot be corrected.</summary>
    public static Refusal CorrectionNotPossible(string what) => new Refusal("correction.not-possible", Rule).With("event", what);

    public static Refusal CorrectionOtherKind(string was, string now) =>
        new Refusal("correction.other-kind", Impossible).With("event", was).With("replacement", now);

    /// <summary>The kind is fixed once milestones are recorded.</summary>
    public static Refusal CorrectionKindFixed => new("correction.kind-fixed", Rule);

    public static Refusal OverrideIncomplete => new("override.incomplete", Impossible);

    public static Refusal OverrideNeedsApprover => new("override.needs-approver", Forbidden);

    public static Refusal TextMissing(string field) => new Refusal("text.missing", Impossible).With("field", field);

    public static Refusal TextTooLong(string field, int most) =>
        new Refusal("text.too-long", Impossible).With("field", field)
            .With("most", most.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static Refusal TextControlCharacters(string field) => new Refusal("text.control-characters", Impossible).With("field", field);

    /// <summary>Looks like an identity-card or phone number: these never go into the permanent record (PIPL arts. 6, 19, 28).</summary>
    public static Refusal TextPersonal(string field) => new Refusal("text.personal", Impossible).With("field", field);

    /// <summary>Not a boundary in longitudes and latitudes.</summary>
    public static Refusal BoundaryInvalid => new("boundary.invalid", Impossible);

    public static Refusal NumberOutOfRange(string field) => new Refusal("number.out-of-range", Impossible).With("field", field);

    public static Refusal ListTooLong(string field, int most) =>
        new Refusal("list.too-long", Impossible).With("field", field)
            .With("most", most.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Another event was recorded since the version the caller read.</summary>
    public static Refusal VersionStale(long current) =>
        new Refusal("version.stale", Stale).With("version", current.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Corrections, overrides and confirmations must name the version they are based on.</summary>
    public static Refusal VersionMissing => new("version.missing", RefusalKind.VersionMissing);

    /// <summary>A ledger row is as of a day before the record begins.</summary>
    public static Refusal RowOlder(DateOnly asOf, DateOnly floor) =>
        new Refusal("row.older", Rule).With("on", asOf).With("floor", floor);

    /// <summary>The name belongs to an area with another code.</summary>
    public static Refusal RowNameTaken(string name, string code) =>
        new Refusal("row.name-taken", Rule).With("name", name).With("area", code);

    /// <summary>Too many files are being read now; this one was not read.</summary>
    public static Refusal ImportBusy => new("import.busy", RefusalKind.Unavailable);

    public static Refusal ImportUnknown => new("import.unknown", Unknown);

    public static Refusal RoleForbids(string role, string act) =>
        new Refusal("role.forbids", Forbidden).With("role", role).With("act", act);

    // accounts

    public static Refusal AccountExists(string account) => new Refusal("account.exists", Rule).With("account", account);

    public static Refusal AccountUnknown(string account) => new Refusal("account.unknown", Unknown).With("account", account);

    public static Refusal AccountNameInvalid(string account) => new Refusal("account.name-invalid", Impossible).With("account", account);

    public static Refusal AccountNeedsJurisdiction(string role) => new Refusal("account.needs-jurisdiction", Impossible).With("role", role);

    public static Refusal AccountDisabled(string account) => new Refusal("account.disabled", Rule).With("account", account);

    /// <summary>No administrator would be left.</summary>
    public static Refusal AccountLastAdmin => new("account.last-admin", Rule);

    /// <summary>Demo accounts cannot be changed.</summary>
    public static Refusal AccountDemo(string account) => new Refusal("account.demo", Rule).With("account", account);

    public static Refusal RoleUnknown(string role) => new Refusal("role.unknown", Impossible).With("given", role);

    public static Refusal PasswordTooShort(int least) =>
        new Refusal("password.too-short", Impossible).With("least", least.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Easy to guess.</summary>
    public static Refusal PasswordWeak => new("password.weak", Impossible);

    public static Refusal PasswordDifferent => new("password.different", Impossible);

    public static Refusal PasswordWrong => new("password.wrong", Impossible);

    /// <summary>The same refusal for a wrong name, a wrong password and a disabled account.</summary>
    public static Refusal SignInFailed => new("sign-in.failed", Forbidden);

    /// <summary>Too many recent failed attempts; the password was not checked.</summary>
    public static Refusal SignInThrottled(int minutes) =>
        new Refusal("sign-in.throttled", Rule).With("minutes", minutes.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static Refusal LinkInvalid => new("link.invalid", Unknown);

    public static Refusal TokenExists(string name) => new Refusal("token.exists", Rule).With("token", name);

    public static Refusal TokenUnknown => new("token.unknown", Unknown);

    public static Refusal TokenExpiry => new("token.expiry", Impossible);

    public static Refusal TokenTooMany(int most) =>
        new Refusal("token.too-many", Rule).With("most", most.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
