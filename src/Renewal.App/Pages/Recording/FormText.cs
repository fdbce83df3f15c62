using Renewal.App.Pages.Components;
using Renewal.App.Texts;
using Renewal.Features.Areas.Commands;

namespace Renewal.App.Pages.Recording;

/// <summary>The forms' values and issues as a page reads and says them.</summary>
public static class FormText
{
    public static FormValues Read(IFormCollection form) =>
        new(form.Where(pair => !pair.Key.StartsWith('_'))
            .ToDictionary(pair => pair.Key, pair => pair.Value.Count > 0 ? pair.Value[0] ?? "" : ""));

    public static FieldError Of(FieldIssue issue) => new(issue.Field, issue.Message is { } message ? UiText.Pick(message) : AreaText.T(
        issue.Kind switch
        {
            FieldIssueKind.DayMissing => "form.day-missing",
            FieldIssueKind.DayUnreadable => "form.day-unreadable",
            FieldIssueKind.NumberUnreadable => "form.number-unreadable",
            FieldIssueKind.WholeNumberExpected => "form.whole-unreadable",
            _ => "form.missing",
        },
        Label(issue.Field)));

    public static string Of(Unavailable why) => why.Refusal is { } refusal ? UiText.Of(refusal) : UiText.Pick(why.Text!);

    /// <summary>What people call a field, apart from its form. A milestone's day is named after the milestone.</summary>
    public static string Label(string name) => name.IndexOf(':') is > 0 and var at ? UiText.NameOf(name[(at + 1)..]) : UiText.Field(name);
}
