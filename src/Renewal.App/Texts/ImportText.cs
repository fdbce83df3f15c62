using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Renewal.Domain;
using Renewal.Domain.Imports;
using Renewal.Features.Imports.AreaLedgers;

namespace Renewal.App.Texts;

/// <summary>Texts of imports for pages and command line: refusals of files and rows, guesses, skipped lines.</summary>
public static partial class ImportText
{
    private static readonly ResourceManager Texts = UiText.Manager("Imports");

    public static string T(string key, params object?[] values) =>
        Find(key) is not { } text ? key : values.Length == 0 ? text : string.Format(PluralFormat.Forms, text, values);

    /// <summary>The refusal of a file or row with its reason; other refusals as elsewhere.</summary>
    public static string Of(Refusal refusal) => OfFile(refusal) ?? Filled(refusal.Code, refusal) ?? UiText.Of(refusal);

    /// <summary>A file's refusal with what exactly is wrong with it; null for any other refusal.</summary>
    public static string? OfFile(Refusal refusal) => refusal.Code switch
    {
        "import.unreadable" => Filled($"reason.{refusal.Arguments.GetValueOrDefault("reason")}", refusal),
        "import.too-large" => Filled($"too-large.{refusal.Arguments.GetValueOrDefault("what")}", refusal),
        "import.layout-unknown" => Filled(refusal.Arguments.ContainsKey("layout") ? "layout.none" : "layout.missing", refusal),
        _ => null,
    };

    private static string? Filled(string key, Refusal refusal) => Find(key) is { } text
        ? Placeholder().Replace(text, match => Value(match.Groups[1].Value, refusal.Arguments.GetValueOrDefault(match.Groups[1].Value)))
        : null;

    public static string Of(RowProblem problem) => Of(new Refusal(problem.Code, RefusalKind.Impossible).With("field", problem.Field)
        .With("text", problem.Text).With("row", problem.OtherRow?.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A guess made in reading, to be checked by a person.</summary>
    public static string Of(RowNote note) => (Find(note.Code) ?? note.Code).Replace("{field}", Field(note.Field), StringComparison.Ordinal)
        .Replace("{0}", note.Text, StringComparison.Ordinal).Replace("{1}", Plain(note.Taken), StringComparison.Ordinal);

    public static string Outcome(string outcome) => Find($"outcome.{outcome}") ?? outcome;

    public static string Skipped(string why) => Find($"skipped.{why}") ?? why;

    public static string Ignored(string why) => Find($"ignored.{why}") ?? why;

    public static string Field(string field) => Find($"field.{field}")
        ?? (ImportColumn.All.FirstOrDefault(column => column.Token == field) is { } column ? UiText.Pick(column.Title)
            : UiText.Field(field));

    /// <summary>A value before or after a change: codes of kinds and stages in words.</summary>
    public static string Shown(string field, string? value) =>
        string.IsNullOrEmpty(value) ? T("nothing-before") : field is "kind" or "stage" ? UiText.NameOf(value) : value;

    // 15 mu are 10000.0000 m² only to a computer.
    private static string Plain(string taken) =>
        taken.Contains('.', StringComparison.Ordinal) && decimal.TryParse(taken, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("0.####", CultureInfo.InvariantCulture) : taken;

    private static string Value(string name, string? value) => value is null ? "—" : name == "field" ? Field(value) : value;

    private static string? Find(string key) => Texts.GetString(key, CultureInfo.CurrentUICulture);

    [GeneratedRegex(@"\{([a-zA-Z]+)\}")]
    private static partial Regex Placeholder();
}
