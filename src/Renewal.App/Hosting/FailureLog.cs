using Renewal.Features.Machine;

namespace Renewal.App.Hosting;

/// <summary>The log line of a failed request, with the reference number that the response shows.</summary>
internal static class FailureLog
{
    /// <param name="what">Which kind of request it was: <c>Page</c>, or <c>API</c> with the method.</param>
    public static void Write(ILogger log, DatabaseOutage alarm, Exception failure, string what, string? path)
    {
        var reference = FailureReference.Current;
        if (!DatabaseErrors.IsAway(failure) && DiskErrors.Find(failure) is { } disk)
        {
            log.LogError(disk, "{What} {Path} failed, reference {Reference}: no temporary file could be written in {Folder}: {Reason}",
                what, path, reference, Path.GetTempPath(), disk.Message);
            return;
        }

        log.LogError(alarm.Stack(failure), "{What} {Path} failed, reference {Reference}", what, path, reference);
    }
}
