namespace Renewal.Testing.Browsers;

/// <summary>Folders of installed Chromium, Chrome and Edge.</summary>
internal static class InstalledBrowsers
{
    private static readonly string[] Names =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable"];

    private static readonly string[] OnMac =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ];

    private static readonly string[] OnWindows =
        [@"Google\Chrome\Application\chrome.exe", @"Chromium\Application\chrome.exe", @"Microsoft\Edge\Application\msedge.exe"];

    internal static IEnumerable<string> Programs() => Candidates().Where(File.Exists);

    private static IEnumerable<string> Candidates()
    {
        if (OperatingSystem.IsMacOS()) return OnMac;
        if (!OperatingSystem.IsWindows())
        {
            var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
            return folders.Append("/usr/bin").Distinct().SelectMany(folder => Names.Select(name => Path.Combine(folder, name)));
        }

        Environment.SpecialFolder[] roots =
        [
            Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86,
            Environment.SpecialFolder.LocalApplicationData,
        ];
        return roots.Select(Environment.GetFolderPath).SelectMany(root => OnWindows.Select(name => Path.Combine(root, name)));
    }
}
