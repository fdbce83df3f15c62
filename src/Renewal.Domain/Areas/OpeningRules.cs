using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Areas;

/// <summary>Takes an area into the ledger (登记).</summary>
public sealed record RegisterArea(
    string Code, string Name, string Kind, string Jurisdiction, DateOnly OpenedOn) : AreaCommand(Code)
{
    public ImmutableArray<string> Labels { get; init; } = [];

    public string? ResponsibleUnit { get; init; }

    public string? Officer { get; init; }

    public decimal? SiteAreaM2 { get; init; }

    public decimal? BuildingAreaM2 { get; init; }

    public int? HouseholdsExpected { get; init; }

    public bool ClearedBeforeListing { get; init; }

    public string? Boundary { get; init; }
}

/// <summary>Takes over what a ledger says of an area (期初).</summary>
public sealed record TakeOpeningPosition(string Code, string Stage, DateOnly AsOf, string Source) : AreaCommand(Code)
{
    public ImmutableArray<OpeningMilestone> Milestones { get; init; } = [];

    public string? Note { get; init; }
}

/// <summary>How an area comes on file: registered with its rulebook, and, from a ledger, with an opening position.</summary>
public static partial class OpeningRules
{
    private const int BoundaryLength = 200_000;

    public static Decision Decide(Area area, RegisterArea command, Setting setting)
    {
        if (Check(command) is { } refusal) return refusal;
        if (command.OpenedOn > setting.Today) return Refusals.DateInFuture("openedOn", command.OpenedOn, setting.Today);
        if (RenewalKind.Find(command.Kind) is not { } kind) return Refusals.KindUnknown(command.Kind);
        if (command.OpenedOn < DateRules.Earliest || Catalogues.For(kind, command.OpenedOn) is not { } table)
            return Refusals.RegimeNone(command.Kind, command.OpenedOn);

        var registered = new AreaRegistered(
            command.Code, command.Name.Trim(), command.Kind, table.Regime.Code, table.Version, command.Jurisdiction, command.OpenedOn,
            command.Labels, command.ResponsibleUnit, command.Officer, command.SiteAreaM2, command.BuildingAreaM2,
            command.HouseholdsExpected, command.ClearedBeforeListing, command.Boundary);
        if (area.Registration is not { } before) return registered;

        // The catalogue may have moved on since; asking the same again is still the same.
        return Sameness.Same(before, registered) ? Decision.Nothing : Refusals.AreaExists(command.Code);
    }

    public static Decision Decide(Area area, TakeOpeningPosition command, Setting setting)
    {
        var texts = new Texts().Required("source", command.Source?.Trim()).Optional("note", command.Note, Texts.NoteLength);
        if (texts.Refusal is { } refusal) return refusal;
        if (Stage.Find(command.Stage) is null) return Refusals.StageUnknown(command.Stage);
        if (command.AsOf > setting.Today) return Refusals.DateInFuture("asOf", command.AsOf, setting.Today);
        if (command.AsOf < area.Registration!.OpenedOn)
            return Refusals.DateBeforeOpening("asOf", command.AsOf, area.Registration.OpenedOn);

        foreach (var item in command.Milestones)
        {
            if (MilestoneRules.Find(area.Table, item?.Milestone, out var unknown) is null) return unknown!;
            if (item!.EffectiveOn > command.AsOf) return Refusals.OpeningMilestoneAfter(item.Milestone, command.AsOf);
        }

        if (command.Milestones.GroupBy(m => m.Milestone).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return Refusals.MilestoneTwice(twice.Key);

        var taken = new OpeningPositionTaken(command.Stage, command.AsOf, command.Source!.Trim(), command.Milestones, command.Note);
        if (area.Opening is { } before) return Sameness.Same(before, taken) ? Decision.Nothing : Refusals.OpeningAlready;
        return area.InOrder().FirstOrDefault(fact => fact.What is not AreaRegistered && (fact.What.TakesEffectOn < command.AsOf
            || fact.What.TakesEffectOn == command.AsOf && fact.Place < setting.Place)) is { } first
            ? Refusals.OpeningTooLate(first.What.TakesEffectOn)
            : taken;
    }

    private static Refusal? Check(RegisterArea command)
    {
        var code = command.Code ?? "";
        if (!AreaCode().IsMatch(code)) return Refusals.CodeInvalid(code.Length > 64 ? code[..64] : code);
        if (!Access.Jurisdiction.IsWellFormed(command.Jurisdiction)) return Refusals.JurisdictionUnknown(command.Jurisdiction);
        return new Texts().Required("name", command.Name?.Trim(), Texts.NameLength).Each("labels", command.Labels)
            .Optional("responsibleUnit", command.ResponsibleUnit).Optional("officer", command.Officer, Texts.NameLength)
            .Optional("boundary", command.Boundary, BoundaryLength)
            .Range("siteAreaM2", command.SiteAreaM2, 0, 1_000_000_000).Range("buildingAreaM2", command.BuildingAreaM2, 0, 1_000_000_000)
            .Range("householdsExpected", command.HouseholdsExpected, 0, 1_000_000).Refusal
            ?? (command.Boundary is { } boundary && !GeoJson.IsBoundary(boundary) ? Refusals.BoundaryInvalid : null);
    }

    // \z, not $: the latter would let a line break through at the end.
    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,63}\z")]
    private static partial Regex AreaCode();
}
