using Renewal.Domain.Catalogue;

namespace Renewal.Features.Areas.Commands;

/// <summary>The input of a form field.</summary>
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

/// <summary>One field of a form. Refusals use the same name, so that each is shown at its field.</summary>
public sealed record FormField(string Name, FieldKind Kind)
{
    public bool Required { get; init; }

    /// <summary>Text under the label; null for none.</summary>
    public Wording? Hint { get; init; }

    /// <summary>Whether it is seldom needed and shown only under “更多”.</summary>
    public bool Advanced { get; init; }

    public IReadOnlyList<Choice> Choices { get; init; } = [];

    public static FormField Line(string name, bool required = false, Wording? hint = null) =>
        new(name, FieldKind.Line) { Required = required, Hint = hint };

    public static FormField Prose(string name, bool required = false, Wording? hint = null) =>
        new(name, FieldKind.Prose) { Required = required, Hint = hint };

    public static FormField Day(string name, bool required = true, Wording? hint = null) =>
        new(name, FieldKind.Day) { Required = required, Hint = hint };

    public static FormField Choose(string name, IEnumerable<Choice> choices) =>
        new(name, FieldKind.Choice) { Required = true, Choices = [.. choices] };
}

/// <param name="Group">Heading under which it is offered.</param>
/// <param name="Remark">Text beside it, such as the current planned day; null for none.</param>
public sealed record Choice(string Value, Wording Text, Wording? Group = null, Wording? Remark = null);

/// <summary>Hints that several forms share.</summary>
public static class FieldHints
{
    public static readonly Wording EffectiveOn = new(
        "生效或送达的日期，法定期限从这一天起算。", "The day it took effect or was served: legal periods run from it.");
    public static readonly Wording DocumentNumber = new("按文件上的写法填写。", "As written on the document.");
    public static readonly Wording Labels = new("多个标签用顿号分开，例如：历史遗留、试点。", "Separate several by commas.");
    public static readonly Wording Officer = new("填写账号名，不写姓名。", "The account name, not a person's name.");
    public static readonly Wording NoNames = new("不要写姓名、电话、身份证号。", "No personal names, phone numbers or identity numbers.");
    public static readonly Wording ChooseMilestone = new("请选择节点。", "Choose a milestone.");
    public static readonly Wording ChooseStage = new("请选择阶段。", "Choose a stage.");
}
