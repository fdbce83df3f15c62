using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;

namespace Renewal.Features.Areas.Commands;

/// <summary>Why a value of a form cannot be read.</summary>
public enum FieldIssueKind
{
    Missing,
    DayMissing,
    DayUnreadable,
    NumberUnreadable,
    WholeNumberExpected,
}

/// <param name="Message">Shown instead of the default text of the kind; null for the default.</param>
public sealed record FieldIssue(string Field, FieldIssueKind Kind, Wording? Message = null);

/// <summary>
/// The values of a form exactly as typed, so that a page shown again loses nothing. Reading a field as a day or number collects errors;
/// all other checks are left to the rules.
/// </summary>
public sealed partial class FormValues(IReadOnlyDictionary<string, string> values)
{
    /// <summary>The fields of an override, in order.</summary>
    public static readonly ImmutableArray<string> OverrideParts = ["override.reason", "override.approver", "override.documentNumber"];

    private readonly List<FieldIssue> issues = [];

    public static FormValues Nothing => new(ImmutableDictionary<string, string>.Empty);

    public IReadOnlyList<FieldIssue> Issues => issues;

    public string this[string name] => values.GetValueOrDefault(name, "");

    /// <summary>A copy with one field set.</summary>
    public FormValues With(string name, string? value) => new(new Dictionary<string, string>(values) { [name] = value ?? "" });

    public FormValues With(string name, DateOnly? day) => With(name, day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>A copy with the fields of an override set.</summary>
    public FormValues With(GateOverride? granted) =>
        With(OverrideParts[0], granted?.Reason).With(OverrideParts[1], granted?.Approver).With(OverrideParts[2], granted?.DocumentNumber);

    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>The trimmed text; null when empty. Line ends become LF, as in the other channels: browsers send CR LF.</summary>
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
        Add(name, FieldIssueKind.DayUnreadable);
        return null;
    }

    public DateOnly RequiredDay(string name)
    {
        if (Text(name) is null) Add(name, FieldIssueKind.DayMissing);
        return Day(name) ?? DateOnly.MinValue;
    }

    /// <param name="message">What to show when it is missing; null for the default text.</param>
    public string Required(string name, Wording? message = null)
    {
        if (Text(name) is { } text) return text;
        Add(name, FieldIssueKind.Missing, message);
        return "";
    }

    public decimal? Number(string name)
    {
        if (Text(name) is not { } text) return null;
        if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)) return number;
        Add(name, FieldIssueKind.NumberUnreadable);
        return null;
    }

    public int? Whole(string name)
    {
        if (Number(name) is not { } number) return null;
        if (number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue) return (int)number;
        Add(name, FieldIssueKind.WholeNumberExpected);
        return null;
    }

    public Guid Id(string name) => Guid.TryParse(this[name], out var id) ? id : Guid.Empty;

    /// <summary>Null when none of its fields is filled in; otherwise each missing part is an issue of its field.</summary>
    public OverrideRequest? Override() => OverrideParts.Any(part => Text(part) is not null)
        ? new OverrideRequest(Required(OverrideParts[0]), Required(OverrideParts[1]), Required(OverrideParts[2]))
        : null;

    private void Add(string field, FieldIssueKind kind, Wording? message = null) => issues.Add(new FieldIssue(field, kind, message));

    private ImmutableArray<string> Split(string name, params char[] between) =>
        [.. (Text(name) ?? "").Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    [GeneratedRegex(@"^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*$")]
    private static partial Regex DayForm();
}
