using Marten;
using Renewal.Domain;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;
using Renewal.Domain.Imports;
using Renewal.Features.Areas;
using Renewal.Features.Imports.AreaLedgers;
using Renewal.Features.Store;
using Renewal.Features.Time;

namespace Renewal.Features.Imports;

/// <summary>A row of a file with its area and the events that importing it would append.</summary>
internal sealed record RowPlan(ImportRow Row, Guid Stream, long Version, IReadOnlyList<AreaEvent> Events);

/// <summary>Compares every row of a file with the record, within a session and by one day.</summary>
internal sealed class Reconciler(IQuerySession session, OfficeClock clock, string fileName, string jurisdiction, Actor actor)
{
    private readonly DecisionContext context = new(clock.Today, WorkCalendar.China);

    public async Task<IReadOnlyList<RowPlan>> RunAsync(IReadOnlyList<AreaLedgerRow> rows, CancellationToken ct)
    {
        var codes = rows.Select(row => LedgerRows.CodeFor(row, jurisdiction)).ToArray();
        var ids = codes.Select(LedgerRows.StreamFor).ToArray();
        var names = rows.Select(row => row.Name).Distinct().ToArray();
        // Most areas of a later ledger are found in all three ways; one query reads each document once.
        var documents = await session.Query<AreaDocument>().Where(document => document.Key.Value.IsOneOf(codes) || document.Id.IsOneOf(ids)
            || (document.Name.IsOneOf(names) && document.Jurisdiction == jurisdiction)).ToListAsync(ct);
        var (byCode, byId) = (documents.ToDictionary(document => document.Key.Value), documents.ToDictionary(document => document.Id));
        var byName = documents.Where(document => document.Jurisdiction == jurisdiction).ToLookup(document => document.Name);

        return [.. rows.Select((row, i) => Plan(
            row, codes[i], ids[i], byCode.GetValueOrDefault(codes[i]) ?? byId.GetValueOrDefault(ids[i]), [.. byName[row.Name]]))];
    }

    private RowPlan Plan(AreaLedgerRow row, string code, Guid stream, AreaDocument? document, IReadOnlyList<AreaDocument> sameName)
    {
        if (!row.IsSound) return Refused(row, code, [.. row.Problems.Select(LedgerRows.Refuse)]);
        if (!actor.CanSee(jurisdiction)) return Refused(row, code, [Refusals.JurisdictionForbidden(jurisdiction)]);
        // For an area the actor may not see, only the fact that its code is taken is revealed.
        if (document is not null && !AreaVisibility.CanSee(actor, document.Area)) return Refused(row, code, [Refusals.AreaExists(code)]);
        // Without a code the name says which area is meant; with one, a second area of the same name is refused as a possible mistake.
        if (document is null && sameName.Count == 1 && row.Code is null) document = sameName[0];
        else if (document is null && sameName.Count > 0)
            return Refused(row, code, [Refusals.RowNameTaken(row.Name, sameName[0].Key.Value)]);

        var entry = LedgerRows.Entry(row, code, fileName, jurisdiction);
        var at = document?.Area.Registration?.Jurisdiction ?? jurisdiction;
        var asks = new RegisterArea(code, row.Name, entry.Kind, at, entry.AsOf);
        if (AccessRules.Check(actor, asks, at) is { } forbidden) return Refused(row, code, [forbidden]);

        var area = document?.Area ?? Area.Unknown;
        var reconciled = ReconcileRules.Decide(area, entry, actor, context);
        if (reconciled.Refusal is { } refusal) return Refused(row, document?.Key.Value ?? code, [refusal], Changes(reconciled));
        var outcome = document is null ? ImportRow.New : reconciled.Events.IsEmpty ? ImportRow.Same : ImportRow.Changed;
        return new RowPlan(
            new ImportRow(row.RowNumber, row.Name, document?.Key.Value ?? code, outcome, Changes(reconciled), [], row.Notes, row),
            document?.Id ?? stream, area.Version, reconciled.Events);
    }

    private static RowPlan Refused(
        AreaLedgerRow row, string code, IReadOnlyList<Refusal> why, IReadOnlyList<FieldChange>? changes = null) =>
        new(new ImportRow(row.RowNumber, row.Name, code, ImportRow.Refused, changes ?? [], why, row.Notes, row), Guid.Empty, 0, []);

    private static IReadOnlyList<FieldChange> Changes(ReconcileResult reconciled) =>
        [.. reconciled.Differences.Select(d => new FieldChange(d.Field, d.Was, d.Now))];
}
