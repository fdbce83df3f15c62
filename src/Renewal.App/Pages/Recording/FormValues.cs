using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Renewal.App.Pages.Components;
using Renewal.App.Texts;

namespace Renewal.App.Pages.Recording;

/// <summary>
/// What stands in a form, kept letter by letter as it was typed, so that a page shown again loses nothing. Reading a field as a day or
/// a number collects what cannot be read; every other judgement is left to the rules.
/// </summary>
public sealed partial class FormValues(IReadOnlyDictionary<string, string> values)
{
    private readonly List<FieldError> problems = [];

    public static FormValues Nothing => new(ImmutableDictionary<string, string>.Empty);

    public IReadOnlyList<FieldError> Problems => problems;

    public string this[string name] => values.GetValueOrDefault(name, "");

    public static FormValues From(IFormCollection form) =>
        new(form.Where(pair => !pair.Key.StartsWith('_'))
            .ToDictionary(pair => pair.Key, pair => pair.Value.Count > 0 ? pair.Value[0] ?? "" : ""));

    /// <summary>The same with something filled in, for first showings.</summary>
    public FormValues With(string name, string? value) => new(new Dictionary<string, string>(values) { [name] = value ?? "" });

    public FormValues With(string name, DateOnly? day) => With(name, day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>Browsers send line ends as CR LF; on file they are LF, whatever door they came through.</summary>
    public string? Text(string name) =>
        this[name].ReplaceLineEndings("\n").Trim() is { Length: > 0 } text ? text : null;

    public bool Ticked(string name) => this[name].Length > 0;

    public ImmutableArray<string> Lines(string name) => Split(name, '\n');

    public ImmutableArray<string> List(string name) => Split(name, '\n', '、', '，', ',', '；', ';');

    public DateOnly? Day(string name)
    {
        if (Text(name) is not { } text) return null;
        if (DayForm().Match(text) is { Success: true } match
            && DateOnly.TryParse($"{match.Groups[1]}-{match.Groups[2]}-{match.Groups[3]}", CultureInfo.InvariantCulture, out var day))
            return day;
        Say(name, AreaText.T("form.day-unreadable", Label(name)));
        return null;
    }

    public DateOnly RequiredDay(string name)
    {
        if (Text(name) is null) Say(name, AreaText.T("form.day-missing", UiText.Field(name)));
        return Day(name) ?? DateOnly.MinValue;
    }

    public string RequiredText(string name, string message)
    {
        if (Text(name) is { } text) return text;
        Say(name, message);
        return "";
    }

    public string Required(string name) => RequiredText(name, AreaText.T("form.missing", UiText.Field(name)));

    public decimal? Number(string name)
    {
        if (Text(name) is not { } text) return null;
        if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)) return number;
        Say(name, AreaText.T("form.number-unreadable", UiText.Field(name)));
        return null;
    }

    public int? Whole(string name)
    {
        if (Number(name) is not { } number) return null;
        if (number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue) return (int)number;
        Say(name, AreaText.T("form.whole-unreadable", UiText.Field(name)));
        return null;
    }

    public Guid Id(string name) => Guid.TryParse(this[name], out var id) ? id : Guid.Empty;

    public void Say(string field, string message) => problems.Add(new FieldError(field, message));

    /// <summary>What people call a field, where it stands apart from its form. A milestone's day is named after the milestone.</summary>
    public static string Label(string name) => name.IndexOf(':') is > 0 and var at ? UiText.NameOf(name[(at + 1)..]) : UiText.Field(name);

    private ImmutableArray<string> Split(string name, params char[] between) =>
        [.. (Text(name) ?? "").Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    [GeneratedRegex(@"^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*$")]
    private static partial Regex DayForm();
}
