namespace Renewal.Domain.Areas;

/// <summary>Whether two entries say the same thing: what makes asking twice harmless.</summary>
internal static class Sameness
{
    /// <summary>Whether an entry that counts says this already.</summary>
    public static bool Says(this Area area, AreaEvent asked) => area.InOrder().Any(fact => Same(fact.What, asked));

    /// <summary>As <see cref="Same"/>, and got through the same way: nothing at all would be different.</summary>
    public static bool SameInAll(AreaEvent one, AreaEvent other) => Same(one, other) && Granted(one) == Granted(other);

    // By its words; the gates it opens follow from them.
    private static (string, string, string)? Granted(AreaEvent happened)
    {
        var granted = happened is MilestoneRecorded recorded ? recorded.Override : (happened as StageChanged)?.Override;
        return granted is null ? null : (granted.Reason, granted.Approver, granted.DocumentNumber);
    }

    /// <summary>
    /// How an entry got through (an override), what it replaced and which table was current are not part of what it says. Lists are
    /// compared by their content.
    /// </summary>
    public static bool Same(AreaEvent one, AreaEvent other) => (one with { Replaces = null }, other with { Replaces = null }) switch
    {
        (AreaRegistered a, AreaRegistered b) => a.Labels.SequenceEqual(b.Labels)
            && a with { Labels = b.Labels, Regime = b.Regime, CatalogueVersion = b.CatalogueVersion } == b,
        (OpeningPositionTaken a, OpeningPositionTaken b) => a.Milestones.SequenceEqual(b.Milestones)
            && a with { Milestones = b.Milestones } == b,
        (MilestoneRecorded a, MilestoneRecorded b) => a.Attachments.SequenceEqual(b.Attachments)
            && a with { Attachments = b.Attachments, Override = b.Override } == b,
        (StageChanged a, StageChanged b) => a with { Override = b.Override } == b,
        (PlanSet a, PlanSet b) => a.Milestones.SequenceEqual(b.Milestones) && a with { Milestones = b.Milestones } == b,
        (AreaLabelled a, AreaLabelled b) => a.Labels.SequenceEqual(b.Labels) && a with { Labels = b.Labels } == b,
        var (a, b) => a == b,
    };
}
