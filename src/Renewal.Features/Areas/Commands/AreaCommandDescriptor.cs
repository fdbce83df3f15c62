using System.Diagnostics.CodeAnalysis;
using Renewal.Domain;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Features.Areas.Commands;

/// <summary>
/// Everything the channels need to know of one command about an area: its body and example in the API, its route, its event in words.
/// Lists of commands are derived from the descriptors (<see cref="AreaCommands"/>); the rule itself is in Renewal.Domain.
/// </summary>
public abstract class AreaCommandDescriptor
{
    /// <summary>Place in menus and in the description of the API; ties are ordered by route.</summary>
    public abstract int Position { get; }

    public abstract Type Command { get; }

    /// <summary>The event it records.</summary>
    public abstract Type Event { get; }

    /// <summary>What the event is called in a history.</summary>
    public abstract Wording EventTitle { get; }

    /// <summary>
    /// Route of the API below /api/areas/{code}; empty for the command that creates an area. A segment in braces is the subject: what of
    /// the area the command is about, such as an obstacle.
    /// </summary>
    public abstract string Route { get; }

    /// <summary>One line for the description of the API.</summary>
    public abstract Wording Summary { get; }

    /// <summary>The record a JSON body is read into; null for a command without one. A parameter without a default is required.</summary>
    public virtual Type? Body => null;

    /// <summary>A body that is accepted, in JSON. Sent one after the other, the examples tell the story of one area.</summary>
    public virtual string? Example => null;

    /// <summary>Whether only a manager may send it.</summary>
    public bool ManagersOnly => ManagersOnlyAttribute.Applies(Command);

    /// <summary>Whether it must always name the version of the area it was decided on.</summary>
    public bool NeedsVersion => NeedsVersionAttribute.Applies(Command);

    /// <summary>The command that a request asks for.</summary>
    /// <param name="code">The area.</param>
    /// <param name="body">An instance of <see cref="Body"/>; null when it has none.</param>
    /// <param name="subject">The value of the route's segment in braces.</param>
    public abstract AreaCommand FromBody(string code, object? body, string? subject);

    /// <summary>The subject of a command that replaces an event, which its body does not name.</summary>
    public virtual string? SubjectOf(AreaEvent wrong) => null;

    /// <summary>The event in one sentence.</summary>
    /// <param name="area">The area it happened to: an event may refer to another one.</param>
    public abstract Wording Describe(AreaEvent happened, Area area);
}

/// <summary>A command that people send by filling in a form; the same form corrects its event.</summary>
public abstract class AreaFormDescriptor : AreaCommandDescriptor
{
    private static readonly Wording SaveButton = new("保存记录", "Save");

    /// <summary>Last part of the page's address: /areas/{code}/record/{slug}.</summary>
    public abstract string Slug { get; }

    /// <summary>Heading of the form, and its name in the menu of actions.</summary>
    public abstract Wording Title { get; }

    /// <summary>Said under the heading; null for nothing.</summary>
    public virtual Wording? Intro => null;

    public virtual Wording Button => SaveButton;

    /// <summary>For what no later entry can take back: what to point out and how to agree, before it is recorded.</summary>
    public virtual (Wording Warning, Wording Yes)? AsksAgain => null;

    /// <summary>Among the actions that an area's page shows first.</summary>
    public virtual bool IsCentral => false;

    /// <summary>Labels of fields that no other form has; the names that forms share are labelled by the texts of the pages.</summary>
    public virtual IReadOnlyList<(string Field, Wording Label)> FieldLabels => [];

    public abstract IReadOnlyList<FormField> Fields(FormContext context);

    /// <summary>The initial values of a form.</summary>
    public abstract FormValues Blank(FormContext context);

    /// <summary>The values of the form for an event that is to be corrected.</summary>
    public abstract FormValues Prefill(AreaEvent happened);

    public abstract AreaCommand Read(FormValues values, FormContext context);

    /// <summary>Why the command cannot succeed on an area as it stands; null when it may.</summary>
    public virtual Unavailable? WhyUnavailable(AreaState state) =>
        state.Status == AreaStatus.Terminated ? Refusals.AreaClosed(state.StatusSince!.Value) : null;

    /// <summary>The same for what also stops while the area is suspended.</summary>
    protected static Unavailable? WhenHalted(AreaState state) => state.Status switch
    {
        AreaStatus.Terminated => Refusals.AreaClosed(state.StatusSince!.Value),
        AreaStatus.Suspended => Refusals.AreaSuspended(state.StatusSince!.Value),
        _ => null,
    };
}

/// <summary>Why an action is not offered: the refusal the rules would give, or a sentence where they would not even be asked.</summary>
public sealed record Unavailable(Refusal? Refusal, Wording? Text)
{
    [return: NotNullIfNotNull(nameof(refusal))]
    public static implicit operator Unavailable?(Refusal? refusal) => refusal is null ? null : new(refusal, null);

    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Unavailable?(Wording? text) => text is null ? null : new(null, text);
}
