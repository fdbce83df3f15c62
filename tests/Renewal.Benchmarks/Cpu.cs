using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Renewal.Benchmarks;

/// <summary>
/// Processor time spent so far, by us and by PostgreSQL. Where both share a machine that is busy with other things, it says more than
/// the clock. Zero for the server where it runs elsewhere or cannot be looked at.
/// </summary>
internal static class Cpu
{
    private const double TicksPerSecond = 100;
    private static int postmaster;

    /// <summary>Finds the server's processes, if it runs on this machine.</summary>
    public static async Task FindServerAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select pg_backend_pid()", connection);
        var backend = (int)(await command.ExecuteScalarAsync())!;
        if (Stat(backend) is { } stat && stat[0].StartsWith("postgres", StringComparison.Ordinal))
            postmaster = int.Parse(stat[2], CultureInfo.InvariantCulture);
    }

    /// <summary>Seconds of client and server.</summary>
    public static (double Client, double Server) Now()
    {
        using var self = Process.GetCurrentProcess();
        return (self.TotalProcessorTime.TotalSeconds, Server());
    }

    // Backends that have ended are counted with their parent.
    private static double Server()
    {
        if (postmaster == 0) return 0;
        var parent = postmaster.ToString(CultureInfo.InvariantCulture);
        var ticks = Stat(postmaster) is { } top ? Ticks(top, 12, 13, 14, 15) : 0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var pid) && Stat(pid) is { } stat && stat[2] == parent)
                ticks += Ticks(stat, 12, 13);
        }

        return ticks / TicksPerSecond;
    }

    private static double Ticks(string[] stat, params int[] places) =>
        places.Sum(place => double.Parse(stat[place], CultureInfo.InvariantCulture));

    // Name, state, parent, …: the name stands in parentheses and may hold blanks.
    private static string[]? Stat(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            var end = text.LastIndexOf(')');
            return [text[(text.IndexOf('(', StringComparison.Ordinal) + 1)..end], .. text[(end + 2)..].Split(' ')];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
