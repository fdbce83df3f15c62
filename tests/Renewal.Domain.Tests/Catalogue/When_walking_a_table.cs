using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Tests.Catalogue;

/// <summary>Every table as a graph: no reference is missing, and an area can go from the first row to the last.</summary>
public sealed class When_walking_a_table
{
    /// <summary>What was law between any two changes.</summary>
    public static TheoryData<string> Tables => [.. Catalogues.Versions.SelectMany(version => version.Tables).Select(NameOf)];

    [Theory, MemberData(nameof(Tables))]
    public void codes_are_unique_and_in_kebab_case(string name)
    {
        var rows = Table(name).Rows;

        Assert.Equal(rows.Length, rows.DistinctBy(row => row.Code).Count());
        Assert.All(rows, row => Assert.Matches("^[a-z]+(-[a-z]+)*$", row.Code));
    }

    [Theory, MemberData(nameof(Tables))]
    public void every_row_stands_on_a_known_track(string name) =>
        Assert.All(Table(name).Rows, row => Assert.Contains(row.Track,
            (string[])[Track.Preparation, Track.Clearance, Track.Listing, Track.Completion]));

    [Theory, MemberData(nameof(Tables))]
    public void tracks_follow_one_another(string name)
    {
        var order = (string[])[Track.Preparation, Track.Clearance, Track.Listing, Track.Completion];
        var tracks = Table(name).Rows.Select(row => Array.IndexOf(order, row.Track)).ToList();

        Assert.Equal(tracks.Order(), tracks);
    }

    /// <summary>With every gate and clock pointing up the table there can be no cycle.</summary>
    [Theory, MemberData(nameof(Tables))]
    public void gates_and_clocks_name_rows_further_up(string name)
    {
        var table = Table(name);
        foreach (var row in table.Rows)
        {
            var named = row.Gates.SelectMany(gate => gate.AnyOf).Concat(row.Clocks.Select(clock => clock.From));
            Assert.All(named, code => Assert.True(table.PlaceOf(code) < table.PlaceOf(row.Code), $"{row.Code} names {code}"));
            Assert.All(row.Gates, gate => Assert.NotEmpty(gate.AnyOf));
            Assert.All(row.Clocks, clock => Assert.All(clock.Periods, period => Assert.True(period.Amount > 0)));
            Assert.All(row.Clocks, clock => Assert.NotEmpty(clock.Periods));
        }
    }

    [Theory, MemberData(nameof(Tables))]
    public void recording_in_table_order_reaches_every_required_row(string name)
    {
        foreach (var clearedFirst in new[] { true, false })
        {
            var reached = new HashSet<string>();
            foreach (var row in Table(name).Rows.Where(row => row.Required))
            {
                Assert.All(Blocking(row, reached, clearedFirst), gate => Assert.Fail($"{row.Code} waits for {gate.AnyOf[0]}"));
                reached.Add(row.Code);
            }
        }
    }

    [Theory, MemberData(nameof(Tables))]
    public void conditional_rows_can_be_reached_too(string name)
    {
        var reached = new HashSet<string>();
        foreach (var row in Table(name).Rows.Where(row => row.InsteadOf is null))
        {
            Assert.Empty(Blocking(row, reached, clearedFirst: true));
            reached.Add(row.Code);
        }
    }

    [Theory, MemberData(nameof(Tables))]
    public void no_required_row_waits_for_one_that_need_not_happen(string name)
    {
        var table = Table(name);
        foreach (var gate in table.Rows.Where(row => row.Required).SelectMany(row => row.Gates))
        {
            if (gate.Strength is GateStrength.Inform) continue;
            Assert.Contains(gate.AnyOf, code => table.Find(code)!.Required);
        }
    }

    /// <summary>What is unverified for the time of a regime blocks nothing, neither a milestone nor a stage.</summary>
    [Theory, MemberData(nameof(Tables))]
    public void nothing_is_shut_for_want_of_a_row_that_only_warns(string name)
    {
        var table = Table(name);
        var soft = table.Rows.Where(row => row.OnlyWarns).ToList();

        Assert.All(soft, row => Assert.True(row.Unverified, row.Code));
        Assert.All(soft.SelectMany(row => row.Gates), gate => Assert.NotEqual(GateStrength.Block, gate.Strength));
        Assert.All(table.Rows.SelectMany(row => row.Gates).Where(gate => gate.Strength is GateStrength.Block),
            gate => Assert.DoesNotContain(gate.AnyOf, code => table.Find(code)!.OnlyWarns));
        Assert.All(Stage.All.SelectMany(table.Closing), row => Assert.False(row.OnlyWarns, row.Code));
    }

    [Theory, MemberData(nameof(Tables))]
    public void every_other_ending_has_a_way_on(string name)
    {
        var table = Table(name);
        foreach (var ending in table.Rows.Where(row => row.InsteadOf is not null))
        {
            var success = table.Find(ending.InsteadOf);
            Assert.NotNull(success);
            Assert.NotEmpty(ending.Reopens);
            Assert.All(ending.Reopens, code => Assert.NotNull(table.Find(code)));
            // What is reopened is what success waits for: recording it again is the way to try again.
            Assert.Contains(success.Gates, gate => gate.AnyOf.Any(code => ending.Reopens.Contains(code)));
        }
    }

    [Theory, MemberData(nameof(Tables))]
    public void what_may_be_recorded_anew_stands_before_its_ending(string name)
    {
        var table = Table(name);
        foreach (var ending in table.Rows.Where(row => !row.Renews.IsEmpty))
        {
            Assert.NotNull(ending.InsteadOf);
            Assert.Empty(ending.Renews.Intersect(ending.Reopens));
            Assert.All(ending.Renews, code => Assert.True(table.PlaceOf(code) < table.PlaceOf(ending.Code), code));
            Assert.All(ending.Renews, code => Assert.Null(table.Find(code)!.InsteadOf));
        }

        Assert.All(table.Rows, row => Assert.True(row.NotAfter is null || table.Find(row.NotAfter) is not null, row.Code));
    }

    [Theory, MemberData(nameof(Tables))]
    public void reopened_rows_stand_open_again_although_later_ones_were_not_reached(string name)
    {
        var table = Table(name);
        foreach (var ending in table.Rows.Where(row => row.InsteadOf is not null))
        {
            var reached = table.Rows.TakeWhile(row => row != ending).Select(row => row.Code).Except(ending.Reopens).ToHashSet();
            var first = table.Rows.First(row => ending.Reopens.Contains(row.Code));
            Assert.Empty(Blocking(first, reached, clearedFirst: true));
        }
    }

    [Theory, MemberData(nameof(Tables))]
    public void every_stage_can_be_closed(string name)
    {
        var table = Table(name);
        foreach (var stage in new[] { Stage.Preparation, Stage.Listing, Stage.Completion })
            Assert.NotEmpty(table.Closing(stage).Concat(table.Expected(stage)));
    }

    [Fact]
    public void only_a_listing_that_does_not_apply_skips_a_stage()
    {
        var row = Assert.Single(Catalogues.All.SelectMany(table => table.Rows), row => row.SkipsStage is not null);

        Assert.Equal(("listing-not-applicable", "listing", true), (row.Code, row.SkipsStage, row.NeedsReasonAndApprover));
    }

    [Fact]
    public void archiving_waits_for_everything_every_area_goes_through()
    {
        var table = Catalogues.Find("state-land-expropriation", Catalogues.CurrentVersion).On(DateOnly.MaxValue);
        var archive = table.Find("archive-closed")!;

        Assert.Equal(table.Rows.Where(row => row.Required && row != archive).Select(row => row.Code),
            archive.Gates.Select(gate => gate.AnyOf[0]));
        Assert.Equal(table.Rows[^1], archive);
    }

    private static IEnumerable<Gate> Blocking(MilestoneKind row, HashSet<string> reached, bool clearedFirst) =>
        row.Gates.Where(gate => gate.Strength is GateStrength.Block
            && (clearedFirst || gate.Applies is GateCondition.Always)
            && !gate.AnyOf.Any(reached.Contains));

    internal static string NameOf(CatalogueTable table) => $"{table.Kind.Code} {table.Version} {table.Days.From:O}";

    internal static CatalogueTable Table(string name) => name.Split(' ') is [var kind, var version, var from]
        ? Catalogues.Find(kind, version).On(from.Length == 0 ? DateOnly.MinValue : DateOnly.ParseExact(from, "O", null))
        : throw new ArgumentException(name, nameof(name));
}
