namespace Renewal.App.Tests.Api;

/// <summary>Published text files: compared with the current output of the code, and rewritten only on request.</summary>
internal static class Approved
{
    /// <param name="path">From the root of the repository.</param>
    /// <param name="actual">The current output. <c>RENEWAL_APPROVE=1</c> approves it.</param>
    public static void Matches(string path, string actual)
    {
        var file = Path.Combine(Root(), path);
        if (Environment.GetEnvironmentVariable("RENEWAL_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"{path} is missing; run the tests once with RENEWAL_APPROVE=1 and read what they wrote.");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), actual);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Renewal.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Renewal.sln was not found above the tests.");
    }
}
