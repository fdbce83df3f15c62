namespace Renewal.Fuzz.Corpus;

/// <summary>One file that attacks a reader.</summary>
/// <param name="Expected">
/// What the reading must answer: a code, or a code and its reason or subject ("import.unsafe depth"), several with | between. Null where
/// any answer will do, as long as it comes in time and takes no memory to speak of.
/// </param>
public sealed record HostileFile(string Name, byte[] Content, string? Expected = null);

/// <summary>A few hundred of them, always the same ones.</summary>
public static class HostileFiles
{
    /// <summary>One at a time: some are large.</summary>
    public static IEnumerable<HostileFile> All() =>
    [
        .. HostileParts.All(), .. HostileSheets.All(), .. HostileZips.All(), .. HostileContainers.All(), .. HostileRecords.All(),
        .. HostileTexts.All(), .. Found(),
    ];

    /// <summary>What fuzzing found.</summary>
    public static IEnumerable<HostileFile> Found()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Found");
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).Order().Select(file =>
                new HostileFile($"found-{Path.GetFileName(file)}", File.ReadAllBytes(file)))
            : [];
    }
}
