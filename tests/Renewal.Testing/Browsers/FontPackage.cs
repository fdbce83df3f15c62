using Renewal.Postgres;

namespace Renewal.Testing.Browsers;

/// <summary>
/// Chinese fonts for the browser on a Linux machine without any. Only that browser sees them, through its own fontconfig file; nothing
/// is installed.
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

            // Fonts of the machine are used too.
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

    /// <summary>Whether the machine has fonts for 片区. Other systems always have.</summary>
    internal static async Task<bool> InstalledAsync(CancellationToken cancellation) => !OperatingSystem.IsLinux()
        || (await ExternalTool.RunAsync("fc-list", [":lang=zh"], cancellation)) is { Good: true, Output.Length: > 0 };

    /// <summary>The configuration file that shows them to a browser.</summary>
    /// <exception cref="BrowserUnavailableException">They are not available here.</exception>
    internal static async Task<string> ConfigurationAsync(string cache, bool mayFetch, CancellationToken cancellation) =>
        Path.Combine(await Fonts.FolderAsync(cache, mayFetch, cancellation), Configuration);
}
