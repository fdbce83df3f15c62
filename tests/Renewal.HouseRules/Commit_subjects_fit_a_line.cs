using System.ComponentModel;
using System.Diagnostics;

namespace Renewal.HouseRules;

/// <summary>A commit subject says what changed in at most 72 characters. Commits from before this rule are not checked.</summary>
public sealed class Commit_subjects_fit_a_line
{
    private const int Longest = 72;
    private const string Since = "2026-11-29T13:00:00Z";

    [Fact]
    public async Task in_every_commit_since_this_rule() => Violations.None(
        from subject in await SubjectsAsync()
        where subject.Length > Longest || subject.EndsWith('.')
        select subject,
        $"A subject has at most {Longest} characters and no full stop at its end:");

    // A source archive has no history to check.
    private static async Task<IReadOnlyList<string>> SubjectsAsync()
    {
        if (!Path.Exists(Path.Combine(Repository.Root, ".git"))) return [];
        var start = new ProcessStartInfo("git") { WorkingDirectory = Repository.Root, RedirectStandardOutput = true };
        foreach (var argument in (string[])["-c", "safe.directory=*", "log", "--no-merges", "--since=" + Since, "--format=%s"])
            start.ArgumentList.Add(argument);
        try
        {
            using var git = Process.Start(start)!;
            var output = await git.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await git.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, git.ExitCode);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Win32Exception)
        {
            // git is not installed: the history cannot be read.
            return [];
        }
    }
}
