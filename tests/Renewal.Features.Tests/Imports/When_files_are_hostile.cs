namespace Renewal.Features.Tests.Imports;

/// <summary>T-26: 256 MB above what there was, 30 s, an answer, and the process lives.</summary>
public class When_files_are_hostile(HostileReadings readings) : IClassFixture<HostileReadings>
{
    private const int Megabytes = 256;
    private const int Milliseconds = 30_000;

    [Fact]
    public void none_ends_the_process()
    {
        Assert.Null(readings.EndedBy);
        Assert.Equal(readings.Expected.Keys.Order(), readings.Measured.Select(measured => measured.Name).Order());
    }

    [Fact]
    public void every_one_gets_an_answer_and_no_exception() => None(
        from measured in readings.Measured
        where measured.Answer != "read" && !measured.Answer.StartsWith("import.", StringComparison.Ordinal)
        select $"{measured.Name}: {measured.Answer}");

    [Fact]
    public void what_is_wrong_is_named() => None(
        from measured in readings.Measured
        let expected = readings.Expected[measured.Name]
        where expected is not null && !expected.Split('|').Contains(measured.Answer)
        select $"{measured.Name}: {measured.Answer}, expected {expected}");

    [Fact]
    public void none_takes_much_memory() => None(
        from measured in readings.Measured
        where measured.PeakMegabytes > Megabytes
        select $"{measured.Name}: {measured.PeakMegabytes} MB");

    [Fact]
    public void none_takes_long() => None(
        from measured in readings.Measured
        where measured.Milliseconds > Milliseconds
        select $"{measured.Name}: {measured.Milliseconds} ms");

    [Fact]
    public void memory_is_given_back() => None(
        from measured in readings.Measured
        where measured.KeptMegabytes > Megabytes
        select $"{measured.Name}: {measured.KeptMegabytes} MB still taken");

    [Fact]
    public void there_are_hundreds_and_of_every_kind()
    {
        Assert.InRange(readings.Measured.Count, 500, 5_000);
        Assert.All(".xlsx .xls .xlsb .csv".Split(' '), kind =>
            Assert.Contains(readings.Measured, measured => measured.Name.EndsWith(kind, StringComparison.Ordinal)));
    }

    private static void None(IEnumerable<string> offences)
    {
        var all = offences.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
