using System.Diagnostics;
using System.Net;
using Renewal.Testing.Faults;

namespace Renewal.Faults;

/// <summary>PostgreSQL on a file system of 256 MB that fills up and is freed again (T-07).</summary>
internal static class FullDisk
{
    /// <summary>Null where no file system can be mounted.</summary>
    public static async Task<FaultOutcome?> RunAsync()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return null;
        var folder = Directory.CreateTempSubdirectory("renewal-full-").FullName;
        if (await ToolAsync("mount", "-t", "tmpfs", "-o", "size=256m,mode=1777", "tmpfs", folder) != 0) return null;
        try
        {
            await using var cluster = await FaultCluster.StartAsync(Path.Combine(folder, "postgres"));
            var there = await cluster.CreateDatabaseAsync("full");
            await using var node = await FaultNode.StartAsync(there);
            await using var writers = FaultWriters.Start(
                await FaultWriters.PrepareAsync(there, node.Url), TimeSpan.FromSeconds(45), node.Url);
            await Task.Delay(TimeSpan.FromSeconds(2));
            var ballast = Path.Combine(folder, "ballast");
            var broken = new List<string>();
            Fill(ballast);
            await UntilAsync(node, HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(30), "says that the disk is full", broken);
            await Task.Delay(TimeSpan.FromSeconds(5));
            File.Delete(ballast);
            // A server whose log could not be written may have ended, as PostgreSQL does then: its supervisor starts it again.
            if (!await cluster.RunsAsync()) await cluster.StartAgainAsync();
            await UntilAsync(node, HttpStatusCode.OK, TimeSpan.FromSeconds(60), "is ready again", broken);
            return await FaultRounds.EndAsync(there, writers, broken, [node]);
        }
        finally
        {
            await ToolAsync("umount", "-l", folder);
            Directory.Delete(folder);
        }
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var piece in new[] { 1024 * 1024, 4096 })
        {
            try
            {
                while (true) file.Write(new byte[piece]);
            }
            catch (IOException)
            {
                // Full for pieces of this size.
                continue;
            }
        }
    }

    private static async Task UntilAsync(FaultNode node, HttpStatusCode wanted, TimeSpan limit, string what, List<string> broken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < limit; await Task.Delay(200))
            if (await FaultNode.ReadyAsync(http, node.Url) == wanted) return;
        broken.Add($"not within {limit.TotalSeconds:0} s: {what}");
    }

    private static async Task<int> ToolAsync(string tool, params string[] arguments)
    {
        using var process = Process.Start(tool, arguments);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
