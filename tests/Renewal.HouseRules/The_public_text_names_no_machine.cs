using System.Text.RegularExpressions;

namespace Renewal.HouseRules;

/// <summary>What is committed works anywhere: it names no package registry and no folder of the machine it was written on.</summary>
public sealed partial class The_public_text_names_no_machine
{
    [Fact]
    public void no_registry_and_no_private_path() => Violations.None(
        Sources.Texts.SelectMany(file => file.Where(Machine())),
        "Leave the registry to the machine's own configuration, and paths relative:");

    // Written with gaps, or this file would break its own rule.
    [GeneratedRegex(@"api\.nuget\." + "org|registry\\.npmjs\\." + "org|registry\\.npmmirror|azureedge\\.net|"
        + @"(?<![\w.~-])/wor" + "k/|/tmp/w" + @"t\b|/home/[a-z]|/Users/[a-z]|(?<![\w.])\.\./share" + "d", RegexOptions.IgnoreCase)]
    private static partial Regex Machine();
}
