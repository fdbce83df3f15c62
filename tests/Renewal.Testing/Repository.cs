namespace Renewal.Testing;

/// <summary>The repository that these tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Renewal.sln</c>.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Renewal.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Renewal.sln was not found above the tests.");
    }
}
