using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Renewal.Domain;
using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;
using Renewal.Features.Areas.Commands;

namespace Renewal.App.Texts;

/// <summary>
/// Texts in the reader's language (<see cref="CultureInfo.CurrentUICulture"/>): Chinese first, English second. Texts are found by code;
/// names of milestones, kinds, stages and roles come from the catalogue itself.
/// </summary>
public static partial class UiText
{
    public static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    private static readonly ResourceManager RefusalTexts = Manager("Refusals");

    public static bool InEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public static ResourceManager Manager(string name) => new($"Renewal.App.Texts.{name}", typeof(UiText).Assembly);

    /// <summary>The sentence for a refusal, with its values in words.</summary>
    public static string Of(Refusal refusal)
    {
        // A file's refusal is worded by its reason.
        if (ImportText.OfFile(refusal) is { } file) return file;
        var text = RefusalTexts.GetString(refusal.Code, CultureInfo.CurrentUICulture) ?? refusal.Code;
        return Placeholder().Replace(text, match => match.Groups[1].Value switch
        {
            "needs" => Join(refusal.Needs.Select(NameOf)),
            "reckoning" => refusal.Reckoning is { } reckoning ? Of(reckoning) : "",
            var name => refusal.Arguments.TryGetValue(name, out var value) ? Value(name, value) : "—",
        });
    }

    /// <summary>A field's name as people know it.</summary>
    public static string Field(string field) => FieldTexts.GetString(field, CultureInfo.CurrentUICulture)
        ?? (AreaCommands.FieldLabel(field) is { } label ? Pick(label) : field);

    /// <summary>Milestone, stage, kind or event in words; the code itself when nothing has that code.</summary>
    public static string NameOf(string code) =>
        AreaCommands.NameOf(code) is { } name ? Pick(name) : FieldTexts.GetString(code, CultureInfo.CurrentUICulture) ?? code;

    /// <summary>Codes of all milestones in the order of their names, as people of the language look names up.</summary>
    public static IReadOnlyList<string> MilestonesByName =>
        [
            .. Catalogues.All.SelectMany(table => table.Rows).Select(row => row.Code).Distinct()
                .OrderBy(NameOf, Chinese.CompareInfo.GetStringComparer(CompareOptions.None)),
        ];

    public static string Pick(string chinese, string english) => InEnglish ? english : chinese;

    public static string Pick(Wording wording) => Pick(wording.Chinese, wording.English);

    /// <summary>Between a label and its value.</summary>
    public static string Colon => Pick("：", ": ");

    public static string Join(IEnumerable<string> parts) => string.Join(InEnglish ? ", " : "、", parts);

    /// <summary>2021年2月4日, or 4 Feb 2021.</summary>
    public static string Day(DateOnly day) => Pick(Sentence.Day(day));

    /// <summary>How a period was counted, in one sentence a reader can count again.</summary>
    public static string Of(PeriodCalculation reckoning)
    {
        var steps = reckoning.Steps.Select(step =>
        {
            var amount = Amount(step.Period);
            var moved = step.MovedTo == step.EndsOn ? ""
                : Pick($"，遇休息日顺延至{Day(step.MovedTo)}", $", moved on to {Day(step.MovedTo)} over rest days");
            var swapped = step.SwappedWorkdays.IsEmpty ? ""
                : Pick(
                    $"（含调休上班日{Join(step.SwappedWorkdays.Select(Day))}）",
                    $" (working weekends counted: {Join(step.SwappedWorkdays.Select(Day))})");
            return Pick(
                $"{Day(step.FirstDay)}为第一天，{amount}至{Day(step.EndsOn)}届满{swapped}{moved}",
                $"first day {Day(step.FirstDay)}, {amount} ending on {Day(step.EndsOn)}{swapped}{moved}");
        });
        var provisional = reckoning.Provisional
            ? Pick("；涉及年份的放假安排尚未公布，日期为暂定", "; provisional: the holiday notice of a year concerned is not out")
            : "";
        return Pick(
            $"自{Day(reckoning.From)}起算（当日不计）：{string.Join("；", steps)}{provisional}。",
            $"From {Day(reckoning.From)}, that day not counted: {string.Join("; then ", steps)}{provisional}.");
    }

    public static string Amount(Period period) => period.Unit switch
    {
        PeriodUnit.CalendarDays => Pick($"{period.Amount}个自然日", Count(period.Amount, "{0} calendar {0:day|days}")),
        PeriodUnit.WorkingDays => Pick($"{period.Amount}个工作日", Count(period.Amount, "{0} working {0:day|days}")),
        _ => Pick($"{period.Amount}个月", Count(period.Amount, "{0} {0:month|months}")),
    };

    private static string Count(int amount, string text) => string.Format(PluralFormat.Forms, text, amount);

    private static readonly ResourceManager FieldTexts = Manager("Fields");

    private static string Value(string name, string value) =>
        name == "field" ? Field(value)
        : DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Day(day)
        : name is "milestone" or "gate" or "from" or "other" or "stage" or "next" or "kind" or "role" or "event" or "status" ? NameOf(value)
        : value;

    [GeneratedRegex(@"\{([a-zA-Z]+)\}")]
    private static partial Regex Placeholder();
}
