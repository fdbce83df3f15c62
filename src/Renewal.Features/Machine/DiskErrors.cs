namespace Renewal.Features.Machine;

/// <summary>
/// Distinguishes failures of the file system (full, read-only, a folder missing or inaccessible) from damaged bytes. Uploads are in
/// memory or in the temporary folder, so a file-system error is always this machine's, never the sender's.
/// </summary>
public static class DiskErrors
{
    // Without a number of the operating system's: what libraries throw for a stream that ends too early or was cut by the caller.
    private const int NoSystemError = unchecked((int)0x80131620);

    public static bool Is(Exception? failure) => Find(failure) is not null;

    /// <summary>The failure of the file system in a chain of exceptions; null when there is none.</summary>
    public static Exception? Find(Exception? failure) => failure switch
    {
        null => null,
        UnauthorizedAccessException => failure,
        EndOfStreamException => null,
        IOException when failure.HResult != NoSystemError => failure,
        AggregateException many => many.InnerExceptions.Select(Find).FirstOrDefault(found => found is not null),
        _ => Find(failure.InnerException),
    };
}
