using System.Diagnostics;
using Renewal.Testing;

namespace Renewal.App.Tests.Commands;

/// <summary>docs/start.md works: runs its commands as a new user would.</summary>
public sealed class When_walking_the_guide
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task every_step_of_it_holds_and_nothing_is_left_behind()
    {
        var before = Left();
        var start = new ProcessStartInfo(
            "dotnet", ["run", "docs/walk.cs", "--", Path.Combine(AppContext.BaseDirectory, "renewal.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        start.Environment["LANG"] = "en_US.UTF-8";
        using var walk = Process.Start(start)!;
        var (output, error) = (walk.StandardOutput.ReadToEndAsync(), walk.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(Patience);
        await walk.WaitForExitAsync(limit.Token);

        Assert.True(walk.ExitCode == 0, $"{await output}\n{await error}");
        var steps = (await output).Split('\n').Where(line => line.Length > 2 && char.IsAsciiDigit(line[0]) && line[1] == '.').ToList();
        var written = (await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "docs", "start.md")))
            .Count(line => line.StartsWith("## ", StringComparison.Ordinal));
        Assert.Equal(written, steps.Count);
        Assert.Equal(before, Left());
    }

    private static string[] Left() =>
        [.. Directory.GetDirectories(Path.GetTempPath(), "renewal-walk*").Order(StringComparer.Ordinal)];
}
