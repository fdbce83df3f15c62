namespace Renewal.Testing;

/// <summary>Published text files: compared with the current output of the code, and rewritten only on request.</summary>
public static class Approved
{
    /// <summary>The text is being approved again (<c>RENEWAL_APPROVE=1</c>): read what the run wrote before committing it.</summary>
    public static bool Asked => Environment.GetEnvironmentVariable("RENEWAL_APPROVE") == "1";

    /// <param name="path">From the root of the repository.</param>
    /// <param name="actual">What the code says.</param>
    /// <exception cref="NotApprovedException">The text is missing or differs.</exception>
    public static void Matches(string path, string actual)
    {
        var file = Path.Combine(Repository.Root, path);
        if (Asked)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        if (!File.Exists(file)) throw new NotApprovedException($"{path} is missing. {HowTo}");

        var (agreed, now) = (File.ReadAllLines(file), actual.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
        var line = Enumerable.Range(0, Math.Max(agreed.Length, now.Length))
            .FirstOrDefault(i => agreed.ElementAtOrDefault(i) != now.ElementAtOrDefault(i), -1);
        if (line >= 0)
        {
            var (was, comes) = (agreed.ElementAtOrDefault(line), now.ElementAtOrDefault(line));
            throw new NotApprovedException($"{path}:{line + 1} differs.\n  agreed: {was}\n  now:    {comes}\n{HowTo}");
        }
    }

    private const string HowTo = "If the change is meant, run the test once with RENEWAL_APPROVE=1 and read what it wrote.";
}

/// <summary>The output differs from the approved text.</summary>
public sealed class NotApprovedException(string message) : Exception(message);
