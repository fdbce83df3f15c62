namespace Renewal.Domain.Catalogue;

/// <summary>Builders for new versions and amendments: each states only what differs from the published rules.</summary>
public sealed partial class KindCatalogue
{
    /// <summary>The same rules as a new version.</summary>
    public KindCatalogue As(string version) => new(Kind, version, Regimes, Rows);

    /// <summary>Removes, for all days, milestones that should never have been in the table.</summary>
    public KindCatalogue Except(params string[] milestones)
    {
        foreach (var milestone in milestones) _ = PlaceOfLast(milestone);
        return new(Kind, Version, Regimes, [.. Rows.Where(row => !milestones.Contains(row.Code))]);
    }

    /// <summary>Adds a row.</summary>
    /// <param name="after">The milestone it follows in the order of work.</param>
    public KindCatalogue With(MilestoneKind row, string after) => new(Kind, Version, Regimes, Rows.Insert(PlaceOfLast(after) + 1, row));

    /// <summary>Changes every row of a milestone, for all days.</summary>
    public KindCatalogue With(string milestone, Func<MilestoneKind, MilestoneKind> change)
    {
        _ = PlaceOfLast(milestone);
        return new(Kind, Version, Regimes, [.. Rows.Select(row => row.Code == milestone ? change(row) : row)]);
    }

    /// <summary>Changes a milestone from a day on: its last row ends the day before, and a changed row follows.</summary>
    public KindCatalogue From(DateOnly day, string milestone, Func<MilestoneKind, MilestoneKind> change)
    {
        var before = Rows[PlaceOfLast(milestone)];
        var ended = before with { Effective = new(before.Effective?.From, day.AddDays(-1)) };
        var begun = change(before) with { Effective = new(day, before.Effective?.Until) };
        return new(Kind, Version, Regimes, Rows.SetItem(PlaceOfLast(milestone), ended).Insert(PlaceOfLast(milestone) + 1, begun));
    }

    /// <summary>Ends a milestone: the law no longer has it after the given day.</summary>
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
