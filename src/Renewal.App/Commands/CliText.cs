using System.Globalization;
using System.Resources;
using Renewal.App.Texts;

namespace Renewal.App.Commands;

/// <summary>Texts of the command line in the language of the person at the console.</summary>
internal static class CliText
{
    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    private static readonly ResourceManager Texts = UiText.Manager("Cli");

    /// <summary>The text with its values filled in. A missing text is a bug and shows on the first run of the command.</summary>
    public static string Of(string key, params object?[] values)
    {
        var text = Texts.GetString(key, CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"No text {key}.");
        return values.Length == 0 ? text : string.Format(PluralFormat.Forms, text, values);
    }

    /// <summary>
    /// Chinese, unless <c>--lang</c> or the environment asks for English. LANG=C, common on servers and in containers, means no choice.
    /// </summary>
    public static void ChooseLanguage(IReadOnlyList<string> args)
    {
        var asked = "";
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i].StartsWith("--lang=", StringComparison.Ordinal)) asked = args[i]["--lang=".Length..];
            else if (args[i] == "--lang" && i + 1 < args.Count) asked = args[i + 1];
        }

        if (asked.Length == 0)
            asked = Variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(v => !string.IsNullOrEmpty(v)) ?? "";
        CultureInfo.CurrentUICulture = asked.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? UiText.English : UiText.Chinese;
    }
}
