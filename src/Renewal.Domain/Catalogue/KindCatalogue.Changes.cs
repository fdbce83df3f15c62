namespace Renewal.Domain.Catalogue;

/// <summary>How a new version, or an amendment, says only what differs from what was published before.</summary>
public sealed partial class KindCatalogue
{
    /// <summary>The same rules under the name of a new version; what differs follows.</summary>
    public KindCatalogue As(string version) => new(Kind, version, Regimes, Rows);

    /// <summary>Without some milestones: they should never have been in the table.</summary>
    public KindCatalogue Except(params string[] milestones)
    {
        foreach (var milestone in milestones) _ = PlaceOfLast(milestone);
        return new(Kind, Version, Regimes, [.. Rows.Where(row => !milestones.Contains(row.Code))]);
    }

    /// <summary>With one more row.</summary>
    /// <param name="after">The milestone it follows in the order of work.</param>
    public KindCatalogue With(MilestoneKind row, string after) => new(Kind, Version, Regimes, Rows.Insert(PlaceOfLast(after) + 1, row));

    /// <summary>With every row of a milestone changed.</summary>
    public KindCatalogue With(string milestone, Func<MilestoneKind, MilestoneKind> change)
    {
        _ = PlaceOfLast(milestone);
        return new(Kind, Version, Regimes, [.. Rows.Select(row => row.Code == milestone ? change(row) : row)]);
    }

    /// <summary>With another row of a milestone from a day on; the one before ends the day before.</summary>
    public KindCatalogue From(DateOnly day, string milestone, Func<MilestoneKind, MilestoneKind> change)
    {
        var before = Rows[PlaceOfLast(milestone)];
        var ended = before with { Effective = new(before.Effective?.From, day.AddDays(-1)) };
        var begun = change(before) with { Effective = new(day, before.Effective?.Until) };
        return new(Kind, Version, Regimes, Rows.SetItem(PlaceOfLast(milestone), ended).Insert(PlaceOfLast(milestone) + 1, begun));
    }

    /// <summary>Without a milestone after a day: the law has it no longer.</summary>
    public KindCatalogue Until(DateOnly lastDay, string milestone)
    {
        var place = PlaceOfLast(milestone);
        return new(Kind, Version, Regimes, Rows.SetItem(place, Rows[place] with { Effective = new(Rows[place].Effective?.From, lastDay) }));
    }

    private int PlaceOfLast(string milestone)
    {
        for (var i = Rows.Length - 1; i >= 0; i--)
            if (Rows[i].Code == milestone) return i;
        throw new ArgumentException($"{Kind.Code} {Version} has no milestone {milestone}.", nameof(milestone));
    }
}
