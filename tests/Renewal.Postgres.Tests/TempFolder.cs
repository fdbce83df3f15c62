using System.Security.Cryptography;

namespace Renewal.Postgres.Tests;

/// <summary>A folder of one test, gone afterwards. Open to all: as root, the server runs as another user.</summary>
internal sealed class TempFolder : IDisposable
{
    internal TempFolder()
    {
        Path = Directory.CreateTempSubdirectory("renewal-pg-test-").FullName;
        PackageExtraction.OpenToAll(Path);
    }

    internal string Path { get; }

    internal string Below(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Every file with its content: equal before and after means that nothing was touched.</summary>
    internal static Dictionary<string, string> Contents(string folder) =>
        Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).ToDictionary(
            path => path, path => Directory.Exists(path) ? "folder" : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
