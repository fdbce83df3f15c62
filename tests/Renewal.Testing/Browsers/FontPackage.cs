using Renewal.Postgres;

namespace Renewal.Testing.Browsers;

/// <summary>
/// Chinese letters for the browser on a Linux machine without any. They are seen by that browser only: its fontconfig is told of them
/// by a file of its own, and nothing is installed.
/// </summary>
internal static class FontPackage
{
    /// <summary>The variable that names fontconfig's configuration.</summary>
    internal const string Variable = "FONTCONFIG_FILE";

    private const string Configuration = "fonts.conf";

    private static readonly string[] Weights = ["NotoSansHans-Regular.otf", "NotoSansHans-Bold.otf"];

    private static readonly NpmPackage Fonts = new(
        "@embedpdf/fonts-sc", "1.0.0",
        "sha512-ETXl7XCwaQLSSvMO3EUDwMNqtL64kX2LlFxarTRi/NsIGGOIxUurGfKtrkmtnKHrWy1jAJSt6oxK2uJhvdvQIw==",
        async (package, kept, cancellation) =>
        {
            foreach (var weight in Directory.EnumerateFiles(Path.Combine(package, "fonts")))
            {
                if (!Weights.Contains(Path.GetFileName(weight))) File.Delete(weight);
            }

            // The machine's own fonts stay in use where it has some.
            await File.WriteAllTextAsync(Path.Combine(package, Configuration),
                $"""
                <?xml version="1.0"?>
                <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
                <fontconfig>
                  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
                  <dir>{System.Security.SecurityElement.Escape(Path.Combine(kept, "fonts"))}</dir>
                  <cachedir>{System.Security.SecurityElement.Escape(Path.Combine(kept, "cache"))}</cachedir>
                </fontconfig>
                """, cancellation);
        });

    /// <summary>Whether the machine has letters of its own for 片区. Other systems always do.</summary>
    internal static async Task<bool> InstalledAsync(CancellationToken cancellation) => !OperatingSystem.IsLinux()
        || (await ExternalTool.RunAsync("fc-list", [":lang=zh"], cancellation)) is { Good: true, Output.Length: > 0 };

    /// <summary>The configuration file that shows them to a browser.</summary>
    /// <exception cref="BrowserUnavailableException">They cannot be had here.</exception>
    internal static async Task<string> ConfigurationAsync(string cache, bool mayFetch, CancellationToken cancellation) =>
        Path.Combine(await Fonts.FolderAsync(cache, mayFetch, cancellation), Configuration);
}
