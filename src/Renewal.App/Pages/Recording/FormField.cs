using Renewal.App.Pages.Components;
using Renewal.App.Texts;

namespace Renewal.App.Pages.Recording;

public enum FieldKind
{
    Line,
    Prose,
    Day,
    Number,
    Choice,
    Tick,

    /// <summary>A list of milestones, each to be ticked, with a day of its own.</summary>
    TickedDays,

    /// <summary>A list of milestones, each with a planned day and how firm it is.</summary>
    PlannedDays,
}

/// <summary>One field of a form. Its name is the rules' own name for it, so that a refusal finds its place by itself.</summary>
public sealed record FormField(string Name, FieldKind Kind)
{
    public bool Required { get; init; }

    /// <summary>Text key of the hint under the label; null for none.</summary>
    public string? Hint { get; init; }

    /// <summary>Put away under “更多” until somebody needs it.</summary>
    public bool Advanced { get; init; }

    public IReadOnlyList<Choice> Choices { get; init; } = [];

    public string Label => UiText.Field(Name);

    public string Id => FieldContext.IdOf(Name);
}

/// <param name="Group">Heading under which it is offered.</param>
/// <param name="Remark">Shown beside it: the day planned so far, say.</param>
public sealed record Choice(string Value, string Text, string? Group = null, string? Remark = null);
