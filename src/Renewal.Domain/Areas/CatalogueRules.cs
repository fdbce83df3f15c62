using Renewal.Domain.Recording;

namespace Renewal.Domain.Areas;

/// <summary>Moves an area to another published version of its kind's catalogue.</summary>
[ManagersOnly]
public sealed record AdoptCatalogue(string Code, string Version, string Reason) : AreaCommand<CatalogueAdopted>(Code)
{
    public OverrideRequest? OverrideWith { get; init; }

    public override OverrideRequest? Override => OverrideWith;

    internal override string? GivenReason => Reason;

    internal override Decision Decide(Area area, DecisionContext context) => CatalogueRules.Decide(area, this, context);
}

/// <summary>
/// The version of the catalogue an area follows. A change of the law needs no move, because each step follows the law of its day; a move
/// is for content that was published wrong.
/// </summary>
public static class CatalogueRules
{
    public static Decision Decide(Area area, AdoptCatalogue command, DecisionContext context)
    {
        var texts = new TextRules().Required("reason", command.Reason, TextRules.NoteLength).Override(command.Override);
        if (texts.Refusal is { } text) return text;
        var kind = area.Registration!.Kind;
        if (command.Version is null || !area.Published.Has(kind, command.Version))
            return Refusals.CatalogueUnknown(kind, TextTruncation.Truncate(command.Version ?? "", TextRules.NameLength));
        if (DateRules.CheckOpen(area.On(context.Today, context)) is { } closed) return closed;
        if (area.Catalogue.Version == command.Version) return Decision.Nothing;

        var adopted = new CatalogueAdopted(command.Version, command.Reason, context.Today, null);
        var broken = Consistency.After(area, adopted, context);
        if (broken.IsEmpty) return adopted;
        return command.Override is { } request
            ? adopted with { Override = request.For(broken) }
            : Refusals.Conflicts("catalogue.conflicts", broken).With("version", command.Version);
    }
}
