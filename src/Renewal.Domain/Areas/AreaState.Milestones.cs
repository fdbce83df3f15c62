using System.Collections.Immutable;
using Recorded = Renewal.Domain.Recording.RecordedEvent<Renewal.Domain.Areas.AreaEvent>;

namespace Renewal.Domain.Areas;

/// <summary>What milestones and their confirmations change.</summary>
public sealed partial record AreaState
{
    /// <summary>Milestones recorded as they happened that no manager has confirmed, of earlier rounds too.</summary>
    public IEnumerable<Reached> Unconfirmed => Reached.Values.Concat(EarlierRounds)
        .Where(reached => reached is { Confirmation: null, Recorded.Event: MilestoneRecorded { AsHappened: true } });

    // By confirmed event. A separate map, because a confirmation may sort before the event it confirms.
    private ImmutableDictionary<Guid, Recorded> Confirmations { get; init; } = ImmutableDictionary<Guid, Recorded>.Empty;

    private AreaState WithMilestone(MilestoneRecorded e, Recorded fact, Recorded? confirmation)
    {
        var grade = confirmation is not null ? EvidenceGrade.Confirmed
            : e.DocumentNumber is not null || !e.Attachments.IsDefaultOrEmpty ? EvidenceGrade.Documented
            : EvidenceGrade.Claimed;
        var reached = new Reached(e.Milestone, e.EffectiveOn, grade, fact, confirmation);
        if (Table.Find(e.Milestone) is not { Reopens.IsEmpty: false } ending)
        {
            return this with
            {
                Reached = Reached.SetItem(e.Milestone, reached),
                EarlierRounds = Renewable.Contains(e.Milestone) && Reached.TryGetValue(e.Milestone, out var first)
                    ? EarlierRounds.Add(first) : EarlierRounds,
                Renewable = Renewable.IsEmpty ? Renewable : [.. Renewable.Where(code => !Closes(e.Milestone, code))],
            };
        }

        // An ending that reopens milestones closes the round: those milestones and the ending itself can be recorded again.
        var over = ending.Reopens.Where(Reached.ContainsKey).Select(code => Reached[code]).OrderBy(r => Table.PlaceOf(r.Milestone));
        return this with
        {
            Reached = Reached.RemoveRange(ending.Reopens),
            EarlierRounds = [.. EarlierRounds, .. over, reached],
            Renewable = [.. Renewable.Union(ending.Renews)],
        };
    }

    // A confirmation counts from its own day on; the first one of an event is kept.
    private AreaState WithConfirmation(MilestoneConfirmed e, Recorded fact)
    {
        if (Confirmations.ContainsKey(e.EventId)) return this;
        var next = this with { Confirmations = Confirmations.Add(e.EventId, fact) };
        bool IsMeant(Reached reached) => reached.Recorded is { Event: MilestoneRecorded } it && it.EventId == e.EventId;
        Reached Confirmed(Reached reached) => reached with { Grade = EvidenceGrade.Confirmed, Confirmation = fact };
        return Reached.TryGetValue(e.Milestone, out var current) && IsMeant(current)
            ? next with { Reached = Reached.SetItem(e.Milestone, Confirmed(current)) }
            : next with { EarlierRounds = [.. EarlierRounds.Select(round => IsMeant(round) ? Confirmed(round) : round)] };
    }

    // Recorded again, or past the milestone that the ending replaced: then it is no longer missing.
    private bool Closes(string recorded, string renewable) => recorded == renewable
        || Table.Rows.Any(row => row.InsteadOf == recorded && row.Renews.Contains(renewable));
}
