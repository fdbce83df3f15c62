using System.Text.RegularExpressions;

namespace Renewal.HouseRules;

/// <summary>
/// A rule gives the same result every time, and a rebuilt view has the same rows: neither reads a clock, creates an id or uses random
/// numbers. Today and the work calendar are passed in; times and ids come from the stored event.
/// </summary>
public sealed partial class No_clock_and_no_new_ids_in_the_rules
{
    [Fact]
    public void in_the_domain() => Violations.None(
        Sources.Code.Where(file => file.IsIn("src/Renewal.Domain")).SelectMany(file => file.Where(ClockOrChance())),
        "Rules take the day as an argument:");

    [Fact]
    public void in_projections() => Violations.None(
        Projections.SelectMany(file => file.Where(ClockOrChance())),
        "Projections use the event and its metadata, nothing else:");

    /// <summary>
    /// All other code uses OfficeClock; only hosts and Renewal.Postgres read the machine's clock. Registering it in the container is
    /// allowed.
    /// </summary>
    [Fact]
    public void elsewhere_only_through_the_office_clock() => Violations.None(
        Sources.Code.Where(file => file.IsIn("src/Renewal.Features")).SelectMany(file => file.Where(MachineClock())),
        "Ask OfficeClock:");

    [Fact]
    public void the_projections_are_found() => Assert.True(Projections.Any(), "No projection was found: the search is broken.");

    private static IEnumerable<SourceFile> Projections =>
        Sources.Code.Where(file => file.IsIn("src") && Projection().IsMatch(file.Text));

    [GeneratedRegex(@"DateTime(Offset)?\.(Now|UtcNow|Today)|TimeProvider\b|Stopwatch|Environment\.TickCount"
        + @"|Guid\.(NewGuid|CreateVersion7)|\bnew Random\b|\bRandom\.Shared|RandomNumberGenerator|OfficeClock\s+\w+[,)]|\.Now\b")]
    private static partial Regex ClockOrChance();

    [GeneratedRegex(@"DateTime(Offset)?\.(Now|UtcNow|Today)|(?<!Singleton\()TimeProvider\.System")]
    private static partial Regex MachineClock();

    [GeneratedRegex(@":\s*(SingleStream|MultiStream|FlatTable|Event|Composite)Projection\b|:\s*IProjection\b")]
    private static partial Regex Projection();
}
