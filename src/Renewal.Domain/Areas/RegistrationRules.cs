using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Areas;

/// <summary>Registers an area (登记).</summary>
public sealed record RegisterArea(
    string Code, string Name, string Kind, string Jurisdiction, DateOnly OpenedOn) : AreaCommand<AreaRegistered>(Code)
{
    public ImmutableArray<string> Labels { get; init; } = [];

    public string? ResponsibleUnit { get; init; }

    public string? Officer { get; init; }

    public decimal? SiteAreaM2 { get; init; }

    public decimal? BuildingAreaM2 { get; init; }

    public int? HouseholdsExpected { get; init; }

    public bool ClearedBeforeListing { get; init; }

    public string? Boundary { get; init; }

    internal override AreaCommand WithDefaults() => Labels.IsDefault ? this with { Labels = [] } : this;

    internal override Decision Decide(Area area, DecisionContext context) => RegistrationRules.Decide(area, this, context);
}

/// <summary>Registration: code, kind and jurisdiction of an area, and the catalogue table for its kind and opening day.</summary>
public static partial class RegistrationRules
{
    private const int BoundaryLength = 200_000;

    public static Decision Decide(Area area, RegisterArea command, DecisionContext context)
    {
        if (Check(command) is { } refusal) return refusal;
        if (command.OpenedOn > context.Today) return Refusals.DateInFuture("openedOn", command.OpenedOn, context.Today);
        if (RenewalKind.Find(command.Kind) is not { } kind) return Refusals.KindUnknown(command.Kind);
        if (command.OpenedOn < DateRules.Earliest || Catalogues.For(kind, command.OpenedOn) is not { } catalogue)
            return Refusals.RegimeNone(command.Kind, command.OpenedOn);

        var registered = new AreaRegistered(
            command.Code, command.Name.Trim(), command.Kind, catalogue.On(command.OpenedOn).Regime.Code, catalogue.Version,
            command.Jurisdiction, command.OpenedOn, command.Labels, command.ResponsibleUnit, command.Officer, command.SiteAreaM2,
            command.BuildingAreaM2, command.HouseholdsExpected, command.ClearedBeforeListing, command.Boundary);
        if (area.Registration is not { } before) return registered;

        // The catalogue may have a newer version; the same command is still a repetition.
        return before.SaysTheSame(registered) ? Decision.Nothing : Refusals.AreaExists(command.Code);
    }

    private static Refusal? Check(RegisterArea command)
    {
        var code = command.Code ?? "";
        if (!AreaCode().IsMatch(code)) return Refusals.CodeInvalid(code.Length > 64 ? code[..64] : code);
        if (!Access.Jurisdiction.IsWellFormed(command.Jurisdiction)) return Refusals.JurisdictionUnknown(command.Jurisdiction);
        return new TextRules().Required("name", command.Name?.Trim(), TextRules.NameLength).Each("labels", command.Labels)
            .Optional("responsibleUnit", command.ResponsibleUnit).Optional("officer", command.Officer, TextRules.NameLength)
            .Optional("boundary", command.Boundary, BoundaryLength)
            .Range("siteAreaM2", command.SiteAreaM2, 0, 1_000_000_000).Range("buildingAreaM2", command.BuildingAreaM2, 0, 1_000_000_000)
            .Range("householdsExpected", command.HouseholdsExpected, 0, 1_000_000).Refusal
            ?? (command.Boundary is { } boundary && !GeoJson.IsBoundary(boundary) ? Refusals.BoundaryInvalid : null);
    }

    // \z, not $: $ would accept a line break at the end.
    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,63}\z")]
    private static partial Regex AreaCode();
}
