using System.Collections.Frozen;
using System.Collections.Immutable;
using Renewal.Domain;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Features.Areas.Commands;

/// <summary>All commands on areas, found by reflection. A command without a descriptor has no route, no form and no text.</summary>
public static class AreaCommands
{
    public static readonly ImmutableArray<AreaCommandDescriptor> All =
    [
        .. typeof(AreaCommands).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(AreaCommandDescriptor)) && !type.IsAbstract)
            .Select(type => (AreaCommandDescriptor)Activator.CreateInstance(type)!)
            .OrderBy(descriptor => descriptor.Position).ThenBy(descriptor => descriptor.Route, StringComparer.Ordinal),
    ];

    private static readonly FrozenDictionary<Type, AreaCommandDescriptor> ByEvent = All.ToFrozenDictionary(command => command.Event);

    private static readonly FrozenDictionary<string, Wording> EventTitles =
        All.ToFrozenDictionary(command => EventNameAttribute.Of(command.Event), command => command.EventTitle);

    private static readonly FrozenDictionary<string, Wording> FieldLabels = Forms
        .SelectMany(form => form.FieldLabels).DistinctBy(label => label.Field)
        .ToFrozenDictionary(label => label.Field, label => label.Label);

    /// <summary>The commands with a form, registration included.</summary>
    public static IEnumerable<AreaFormDescriptor> Forms => All.OfType<AreaFormDescriptor>();

    /// <summary>The form with the slug; null when there is none.</summary>
    public static AreaFormDescriptor? FindForm(string? slug) => Forms.FirstOrDefault(form => form.Slug == slug);

    /// <summary>The command that records the event.</summary>
    public static AreaCommandDescriptor For(AreaEvent happened) => ByEvent[happened.GetType()];

    public static AreaCommandDescriptor For(AreaCommand command) => All.First(descriptor => descriptor.Command == command.GetType());

    /// <summary>The event in one sentence.</summary>
    public static Wording Describe(AreaEvent happened, Area area) => For(happened).Describe(happened, area);

    /// <summary>The label of a field that only one form has; null for fields that forms share.</summary>
    public static Wording? FieldLabel(string field) => FieldLabels.GetValueOrDefault(field);

    /// <summary>The name of a milestone, stage, kind, role or event; null when the code is unknown.</summary>
    public static Wording? NameOf(string code) =>
        Catalogues.All.Select(table => table.Find(code)).FirstOrDefault(row => row is not null) is { } row
            ? new Wording(row.Chinese, row.English)
        : Stage.Find(code) is { } stage ? new Wording(stage.Chinese, stage.English)
        : RenewalKind.Find(code) is { } kind ? new Wording(kind.Chinese, kind.English)
        : Role.Find(code) is { } role ? new Wording(role.Chinese, role.English)
        : EventTitles.GetValueOrDefault(code);
}
