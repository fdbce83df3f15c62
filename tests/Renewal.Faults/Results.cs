using Renewal.Testing;

namespace Renewal.Faults;

/// <summary>The page of the last recorded run.</summary>
internal static class Results
{
    public static Task WriteAsync(int rounds, IEnumerable<string> rows) => File.WriteAllTextAsync(
        Path.Combine(Repository.Root, "tests/Renewal.Faults/results.md"),
        $"""
        # Fault tests: last recorded run

        `dotnet run dev.cs -- faults --rounds {rounds} --record`, {Environment.ProcessorCount} cores shared by clients, program and
        database, .NET {Environment.Version}. Eight writers; {rounds} rounds of each fault (swallow, delay, disk and pool: one). That is
        far fewer than the 100 rounds and 100,000 acknowledged writes that the promises name: it shows that the mechanism works, not how
        rarely it fails.

        | fault | promise | result | acknowledged | lost / doubled / torn | differences in replay | slowest answer, s |
        |---|---|---|---|---|---|---|
        {string.Join('\n', rows)}

        """.ReplaceLineEndings("\n"));
}
