using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Renewal.Postgres;

/// <summary>What a running, or crashed, server left in <c>postmaster.pid</c> and <c>postmaster.opts</c>.</summary>
internal sealed record PostmasterFile(string Path, int ProcessId, int? Port)
{
    internal static PostmasterFile? Read(string data)
    {
        var path = System.IO.Path.Combine(data, "postmaster.pid");
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            // Line 1 is the process, line 4 the port; a server that is just starting has not written all lines yet.
            var lines = File.ReadAllLines(path);
            return int.TryParse(lines.FirstOrDefault(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var process)
                ? new PostmasterFile(path, Math.Abs(process), lines.Length > 3 && int.TryParse(lines[3], out var port) ? port : null)
                : new PostmasterFile(path, 0, null);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether a PostgreSQL process of that number lives. The number alone proves little: in containers small numbers come back at once,
    /// and PostgreSQL itself would then refuse to start beside a stranger.
    /// </summary>
    internal bool IsServer
    {
        get
        {
            if (ProcessId == 0)
            {
                return false;
            }

            try
            {
                using var process = Process.GetProcessById(ProcessId);
                return process.ProcessName is "postgres" or "postmaster" && !IsZombie;
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
            {
                return false;
            }
        }
    }

    /// <summary>Dead but not yet collected by its parent, as happens for ever in containers without an init.</summary>
    private bool IsZombie
    {
        get
        {
            var path = $"/proc/{ProcessId}/stat";
            if (!OperatingSystem.IsLinux() || !File.Exists(path))
            {
                return false;
            }

            var text = File.ReadAllText(path);
            return text[(text.LastIndexOf(')') + 1)..].TrimStart().StartsWith('Z');
        }
    }

    /// <summary>The folder of the binaries that run it: the first word of the options file, in quotes or not.</summary>
    internal static string? BinFolder(string data)
    {
        var path = System.IO.Path.Combine(data, "postmaster.opts");
        var line = File.Exists(path) ? File.ReadAllText(path).Trim() : "";
        var end = line.IndexOf(" \"", StringComparison.Ordinal);
        return System.IO.Path.GetDirectoryName((end < 0 ? line : line[..end]).Trim('"')) is { Length: > 0 } folder ? folder : null;
    }
}
