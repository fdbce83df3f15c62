using System.Collections.Immutable;
using Renewal.Domain.Calendar;

namespace Renewal.Domain.Catalogue;

/// <summary>
/// What a statute says about procedures that began before it came into force: an exception to the rule that each milestone is judged by
/// the law of its own day.
/// </summary>
/// <param name="Since">The day the statute came into force.</param>
/// <param name="Says">The rule in words.</param>
public sealed record TransitionRule(string Code, DateOnly Since, Wording Says, Basis Basis)
{
    /// <summary>
    /// The length the period had before; null when the rule is not about a period. A period of that length that ended before
    /// <see cref="Since"/> stays ended; one that was still running gets the new length.
    /// </summary>
    public Period? EarlierPeriod { get; init; }
}

/// <summary>All exceptions. Every other milestone follows the law of its day, and a milestone once reached stays valid.</summary>
public static class TransitionRules
{
    /// <summary>Such a case is a legacy case, whose table has no dates; there is no state-land table before the day.</summary>
    public static readonly TransitionRule PermitBeforeDecree590 = new(
        "permit-before-decree-590", new(2011, 1, 21),
        new("2011-01-21前已依法取得房屋拆迁许可证的项目，继续沿用原有规定办理，但政府不得责成有关部门强制拆迁。",
            "A project with a demolition permit lawfully obtained before 2011-01-21 continues under the old rules, but the government "
            + "may not order forced demolition."),
        new(LegalSource.R590, "35", Confidence.PrimaryText));

    /// <summary>The earlier length is unverified: where the result depends on it, nothing is refused.</summary>
    public static readonly TransitionRule TimeToSueStillOpen = new(
        "time-to-sue-still-open", new(2015, 5, 1),
        new("2015-05-01起诉期限尚未届满的，适用六个月的起诉期限；此前已届满的不再起算（原期限三个月，未核实）。",
            "A time to sue that was still running on 2015-05-01 became six months; one that had ended stays ended (the earlier length "
            + "was three months, unverified)."),
        new(LegalSource.SPC15, "26", Confidence.PrimaryText))
    {
        EarlierPeriod = Period.Months(3),
    };

    public static readonly TransitionRule RegistrationsBeforeRceo = new(
        "registrations-before-rceo", new(2025, 5, 1),
        new("2025-05-01前已登记的农村集体经济组织、已确认的成员继续有效。",
            "Rural collective economic organisations registered, and members confirmed, before 2025-05-01 remain valid."),
        new(LegalSource.RCEO, "65-66", Confidence.PrimaryText));

    public static readonly ImmutableArray<TransitionRule> All = [PermitBeforeDecree590, TimeToSueStillOpen, RegistrationsBeforeRceo];
}
