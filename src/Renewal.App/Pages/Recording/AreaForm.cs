using System.Collections.Immutable;
using Renewal.App.Texts;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Domain.Recording;

namespace Renewal.App.Pages.Recording;

/// <summary>Where a form is filled in: on which area (for a correction: without the wrong entry), on which day, by whom.</summary>
/// <param name="Chosen">What the link that led here already says, such as the milestone.</param>
public sealed record FormContext(string Code, Area Area, DateOnly Today, Actor Actor, bool Correcting = false, string? Chosen = null)
{
    public bool IsManager => Actor.Role == Role.Manager;

    public bool MayRecord => Actor.Role == Role.Officer || Actor.Role == Role.Manager;

    public AreaState State => Area.On(Today);
}

/// <summary>
/// One thing that can be recorded: its fields, how they become a command, and how an entry on file becomes fields again when it is
/// corrected. The same form serves both, so nothing can be recorded that cannot be corrected.
/// </summary>
public abstract class AreaForm
{
    /// <summary>Last part of the address: /areas/{code}/record/{slug}.</summary>
    public abstract string Slug { get; }

    /// <summary>The event it leads to, for corrections.</summary>
    public abstract Type Event { get; }

    /// <summary>Decided on what was seen: refused when the area has moved on since.</summary>
    public virtual bool NeedsVersion => false;

    public virtual bool ManagersOnly => false;

    /// <summary>Cannot be taken back by another entry of the trade, so the form asks a second time.</summary>
    public virtual bool AsksAgain => false;

    public string Title => AreaText.T($"form.{Slug}");

    public string? Intro => AreaText.Find($"form.{Slug}.intro");

    public string Button => AreaText.Find($"form.{Slug}.button") ?? AreaText.T("form.button");

    public abstract IReadOnlyList<FormField> Fields(FormContext scene);

    /// <summary>What stands in the form when it is first shown.</summary>
    public abstract FormValues Blank(FormContext scene);

    public abstract AreaCommand Read(FormValues typed, FormContext scene);

    public abstract FormValues Prefill(AreaEvent happened);

    public static readonly ImmutableArray<AreaForm> All =
    [
        new MilestoneForm(), new ConfirmForm(), new StageForm(), new OpeningForm(), new PlanForm(), new ObstacleForm(),
        new ResolutionForm(), new SuspensionForm(), new ResumptionForm(), new TerminationForm(), new DutyForm(), new LabelsForm(),
        new ProgressForm(), new RegisterForm(),
    ];

    /// <summary>The fields of an override, in the order they stand.</summary>
    public static readonly ImmutableArray<string> OverrideParts = ["override.reason", "override.approver", "override.documentNumber"];

    public static AreaForm? Find(string? slug) => All.FirstOrDefault(form => form.Slug == slug);

    /// <summary>The form an entry was made with; null for entries that are only ever withdrawn, or never corrected.</summary>
    public static AreaForm? Of(AreaEvent happened) =>
        All.FirstOrDefault(form => form.Event == happened.GetType() && form is not ConfirmForm);

    protected static FormField Line(string name, bool required = false, string? hint = null) =>
        new(name, FieldKind.Line) { Required = required, Hint = hint };

    protected static FormField Prose(string name, bool required = false, string? hint = null) =>
        new(name, FieldKind.Prose) { Required = required, Hint = hint };

    protected static FormField Day(string name, bool required = true, string? hint = null) =>
        new(name, FieldKind.Day) { Required = required, Hint = hint };

    /// <summary>Null when nothing of it was filled in; each part still missing is asked for where it belongs.</summary>
    public static OverrideRequest? Override(FormValues typed) => OverrideParts.Any(part => typed.Text(part) is not null)
        ? new OverrideRequest(typed.Required(OverrideParts[0]), typed.Required(OverrideParts[1]), typed.Required(OverrideParts[2]))
        : null;
}
