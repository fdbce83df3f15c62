using System.Text.RegularExpressions;

namespace Renewal.HouseRules;

/// <summary>Builds are reproducible: packages and SDK are pinned.</summary>
public sealed partial class Versions_are_pinned
{
    [Fact]
    public void versions_stand_in_one_file() => Violations.None(
        Projects.SelectMany(file => file.Where(ReferenceWithVersion())),
        "Versions belong in Directory.Packages.props:");

    [Fact]
    public void each_version_is_one_version() => Violations.None(
        Sources.At("Directory.Packages.props").Lines.Where(line => line.Contains("<PackageVersion", StringComparison.Ordinal))
            .Where(line => !ExactVersion().IsMatch(line)),
        "No range and no star:");

    [Fact]
    public void every_project_has_its_lock_file() => Violations.None(
        Projects.Where(file => !File.Exists(Path.Combine(Path.GetDirectoryName(file.FullPath)!, "packages.lock.json")))
            .Select(file => file.Path),
        "Restore once and commit packages.lock.json:");

    [Fact]
    public void the_gate_restores_from_the_lock_files() =>
        Assert.Contains("RestoreLockedMode Condition=\"'$(CI)' == 'true'\">true<", Sources.At("Directory.Build.props").Text,
            StringComparison.Ordinal);

    [Fact]
    public void the_SDK_is_named() => Assert.Matches(@"""version"":\s*""10\.0\.\d{3}""", Sources.At("global.json").Text);

    /// <summary>A later SDK brings later packages of its own, which a locked restore refuses: the image would not build.</summary>
    [Fact]
    public void the_image_is_built_by_the_same_SDK() => Assert.Equal(
        Regex.Match(Sources.At("global.json").Text, @"""version"":\s*""([^""]+)""").Groups[1].Value,
        Regex.Match(Sources.At("Dockerfile").Text, @"FROM \S+/dotnet/sdk:(\S+)").Groups[1].Value);

    [Fact]
    public void every_project_is_in_the_solution() => Violations.None(
        Projects.Where(file => !Sources.At("Renewal.sln").Text.Contains(file.Path.Replace('/', '\\'), StringComparison.Ordinal))
            .Select(file => file.Path),
        "dotnet test at the root would leave these out:");

    private static IEnumerable<SourceFile> Projects => Sources.All.Where(file => file.Ends(".csproj"));

    [GeneratedRegex(@"<PackageReference\b[^>]*\bVersion(Override)?\s*=")]
    private static partial Regex ReferenceWithVersion();

    [GeneratedRegex(@"Version=""\d+\.\d+\.\d+(-[\w.]+)?""")]
    private static partial Regex ExactVersion();
}
