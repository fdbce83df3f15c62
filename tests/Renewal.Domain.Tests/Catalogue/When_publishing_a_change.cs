using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Tests.Catalogue;

/// <summary>A new version and an amendment say what differs and nothing else.</summary>
public sealed class When_publishing_a_change
{
    private static readonly KindCatalogue Published = Catalogues.Find("micro-renovation", Catalogues.CurrentVersion);

    [Fact]
    public void a_version_without_a_change_has_the_same_rows()
    {
        var next = Published.As("2027-01");
        Assert.Equal(("2027-01", Published.Kind), (next.Version, next.Kind));
        Assert.Equal(Published.Rows, next.Rows);
        Assert.NotEqual("2027-01", Published.Version);
    }

    [Fact]
    public void rows_are_added_changed_and_left_out_by_code()
    {
        var row = new MilestoneKind("list-published", Track.Preparation, "清单公示", "List published") { Actor = Actors.StreetOffice };
        var next = Published.With(row, after: "list-confirmed").With("budget-approved", r => r with { English = "Budget agreed" })
            .Except("management-arranged");
        Assert.Equal(Published.Milestones.IndexOf("list-confirmed") + 1, next.Milestones.IndexOf("list-published"));
        Assert.Equal("Budget agreed", next.On(new(2026, 1, 1)).Find("budget-approved")!.English);
        Assert.False(next.Knows("management-arranged"));
        Assert.Equal(Published.Rows.Length, next.Rows.Length);
    }

    [Theory]
    [InlineData("2026-12-31", "Budget approved")]
    [InlineData("2027-01-01", "Budget agreed")]
    public void another_row_from_a_day_on_ends_the_one_before(string on, string english)
    {
        var next = Published.From(new(2027, 1, 1), "budget-approved", row => row with { English = "Budget agreed" });
        Assert.Equal(english, next.On(DateOnly.Parse(on, null)).Find("budget-approved")!.English);
        Assert.Equal(2, next.Tables.Count);
    }

    [Theory]
    [InlineData("2026-12-31", true)]
    [InlineData("2027-01-01", false)]
    public void a_row_that_ends_is_gone_and_so_is_what_waited_for_it(string on, bool there)
    {
        var table = Published.Until(new(2026, 12, 31), "budget-approved").On(DateOnly.Parse(on, null));
        Assert.Equal(there, table.Find("budget-approved") is not null);
        Assert.Equal(there, table.Find("procurement-announced")!.Gates.Any(gate => gate.AnyOf.Contains("budget-approved")));
        Assert.NotNull(table.FindAny("budget-approved"));
    }

    [Fact]
    public void a_code_that_is_misspelt_is_a_mistake_of_the_program()
    {
        Assert.Throws<ArgumentException>(() => Published.Except("no-such"));
        Assert.Throws<ArgumentException>(() => Published.With("no-such", row => row));
        Assert.Throws<ArgumentException>(() => Published.Until(new(2026, 1, 1), "no-such"));
    }

    /// <summary>An amendment is law to come: what was law before its first day is as it was.</summary>
    [Fact]
    public void an_amendment_changes_nothing_before_its_first_day()
    {
        foreach (var amendment in Catalogues.Amendments)
        {
            var published = Publications.Current.At(amendment.PublishedAt.AddTicks(-1)).Versions;
            foreach (var before in published.Where(version => version.Kind == amendment.Kind))
            {
                var after = amendment.Change(before);
                Assert.All(before.Tables.Where(table => !(table.Days.From >= amendment.From)), table =>
                    Assert.Equal(table.Rows, after.On(table.Days.From ?? DateOnly.MinValue).Rows));
            }
        }

        Assert.Equal(Publications.Current.Releases.Length, Publications.Current.Releases.DistinctBy(release => release.Name).Count());
    }
}
