using System.Diagnostics;

namespace Renewal.Postgres;

/// <summary>
/// File locks between processes of this program. The operating system releases them when a process ends, in whatever way.
/// </summary>
internal static class FileLock
{
    /// <exception cref="PostgresUnavailableException">Another process held it all the time (<c>postgres.busy</c>).</exception>
    internal static async Task<FileStream> TakeAsync(string path, TimeSpan patience, CancellationToken cancellation)
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            if (TryTake(path) is { } held)
            {
                return held;
            }

            if (watch.Elapsed > patience)
            {
                throw new PostgresUnavailableException("postgres.busy",
                    $"另一个进程一直在启动或停止该数据库（{path}）。请稍后重试。",
                    $"Another process has been starting or stopping this database all the time ({path}). Try again later.");
            }

            await Task.Delay(50, cancellation);
        }
    }

    internal static FileStream? TryTake(string path) => TryOpen(path, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Any number may share. Never contended while the caller holds the lock for starting and stopping.</summary>
    internal static FileStream Share(string path) => TryOpen(path, FileAccess.Read, FileShare.Read)
        ?? throw new IOException($"{path} is held exclusively by somebody who did not take a turn.");

    private static FileStream? TryOpen(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, access, share);
        }
        catch (IOException failure) when (failure.GetType() == typeof(IOException))
        {
            return null;
        }
    }
}
