using System.Text.RegularExpressions;

namespace Renewal.HouseRules;

/// <summary>Committed files name no package registry and no folder of a developer's machine.</summary>
public sealed partial class The_public_text_names_no_machine
{
    [Fact]
    public void no_registry_and_no_private_path() => Violations.None(
        Sources.Texts.SelectMany(file => file.Where(Machine())),
        "Leave the registry to the machine's own configuration, and paths relative:");

    // Split, because this file would otherwise violate its own rule.
    [GeneratedRegex(@"api\.nuget\." + "org|registry\\.npmjs\\." + "org|registry\\.npmmirror|azureedge\\.net|"
        + @"(?<![\w.~-])/wor" + "k/|/tmp/w" + @"t\b|/home/[a-z]|/Users/[a-z]|(?<![\w.])\.\./share" + "d", RegexOptions.IgnoreCase)]
    private static partial Regex Machine();
}
