using System.Diagnostics.CodeAnalysis;
using Renewal.Domain;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Features.Areas.Commands;

/// <summary>
/// What the channels need to know about one command on an area: its API route, body and example, and the text of its event. Lists of
/// commands are derived from the descriptors (<see cref="AreaCommands"/>); the rule itself is in Renewal.Domain.
/// </summary>
public abstract class AreaCommandDescriptor
{
    /// <summary>Order in menus and in the API description; equal positions are ordered by route.</summary>
    public abstract int Position { get; }

    public abstract Type Command { get; }

    /// <summary>The type of the event it records.</summary>
    public abstract Type Event { get; }

    /// <summary>Title of the event in a history.</summary>
    public abstract Wording EventTitle { get; }

    /// <summary>
    /// API route below /api/areas/{code}; empty for the command that creates an area. A segment in braces is the subject: the part of the
    /// area that the command is about, such as an obstacle.
    /// </summary>
    public abstract string Route { get; }

    /// <summary>One line for the API description.</summary>
    public abstract Wording Summary { get; }

    /// <summary>The record of the JSON body; null for a command without a body. Parameters without a default are required.</summary>
    public virtual Type? Body => null;

    /// <summary>A JSON body that is accepted. Sent in the order of the descriptors, the examples form the history of one area.</summary>
    public virtual string? Example => null;

    /// <summary>Whether only a manager may send it.</summary>
    public bool ManagersOnly => ManagersOnlyAttribute.Applies(Command);

    /// <summary>Whether it must state the version of the area that it is based on.</summary>
    public bool NeedsVersion => NeedsVersionAttribute.Applies(Command);

    /// <summary>Builds the command from a request.</summary>
    /// <param name="code">The area.</param>
    /// <param name="body">An instance of <see cref="Body"/>; null when it has none.</param>
    /// <param name="subject">The value of the segment in braces; null when the route has none.</param>
    public abstract AreaCommand FromBody(string code, object? body, string? subject);

    /// <summary>The subject for a correction that replaces the event; null for a command without one. The body does not have it.</summary>
    public virtual string? SubjectOf(AreaEvent wrong) => null;

    /// <summary>The event in one sentence.</summary>
    /// <param name="area">The area of the event: its text may refer to other events of the area.</param>
    public abstract Wording Describe(AreaEvent happened, Area area);
}

/// <summary>A command with a form. The same form corrects its event.</summary>
public abstract class AreaFormDescriptor : AreaCommandDescriptor
{
    private static readonly Wording SaveButton = new("保存记录", "Save");

    /// <summary>Last segment of the page address: /areas/{code}/record/{slug}.</summary>
    public abstract string Slug { get; }

    /// <summary>Heading of the form, and its name in the menu of actions.</summary>
    public abstract Wording Title { get; }

    /// <summary>Text under the heading; null for none.</summary>
    public virtual Wording? Intro => null;

    public virtual Wording Button => SaveButton;

    /// <summary>For a command that no later command undoes: the warning, and the text to agree with. Null for no question.</summary>
    public virtual (Wording Warning, Wording Yes)? AsksAgain => null;

    /// <summary>Whether it is among the actions that the page of an area shows first.</summary>
    public virtual bool IsCentral => false;

    /// <summary>Labels of fields that only this form has. The page texts label the fields that forms share.</summary>
    public virtual IReadOnlyList<(string Field, Wording Label)> FieldLabels => [];

    public abstract IReadOnlyList<FormField> Fields(FormContext context);

    /// <summary>The initial values of a form.</summary>
    public abstract FormValues Blank(FormContext context);

    /// <summary>The values of the form for an event that is to be corrected.</summary>
    public abstract FormValues Prefill(AreaEvent happened);

    /// <summary>Builds the command from a form. Values that cannot be read are added to <see cref="FormValues.Issues"/>.</summary>
    public abstract AreaCommand Read(FormValues values, FormContext context);

    /// <summary>Why the command cannot succeed in the current state of the area; null when it may.</summary>
    public virtual Unavailable? WhyUnavailable(AreaState state) =>
        state.Status == AreaStatus.Terminated ? Refusals.AreaClosed(state.StatusSince!.Value) : null;

    /// <summary>The same for commands that are also refused while the area is suspended.</summary>
    protected static Unavailable? WhenHalted(AreaState state) => state.Status switch
    {
        AreaStatus.Terminated => Refusals.AreaClosed(state.StatusSince!.Value),
        AreaStatus.Suspended => Refusals.AreaSuspended(state.StatusSince!.Value),
        _ => null,
    };
}

/// <summary>Why an action is not offered: the refusal that the rules would return, or a text where no rule applies.</summary>
public sealed record Unavailable(Refusal? Refusal, Wording? Text)
{
    [return: NotNullIfNotNull(nameof(refusal))]
    public static implicit operator Unavailable?(Refusal? refusal) => refusal is null ? null : new(refusal, null);

    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Unavailable?(Wording? text) => text is null ? null : new(null, text);
}
