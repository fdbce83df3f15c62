using System.Diagnostics;
using JasperFx.Events;
using Marten;
using Renewal.Domain;
using Renewal.Domain.Access;
using Renewal.Domain.Imports;
using Renewal.Features.Areas;
using Renewal.Features.Store;
using Renewal.Features.Telemetry;
using Renewal.Features.Time;

namespace Renewal.Features.Imports;

/// <summary>Accepts a preview and records it in one transaction.</summary>
public sealed record AcceptImport(Guid ImportId, Provenance By);

/// <summary>The result of accepting: the import with its receipts, or a refusal.</summary>
public sealed record ImportResult(ImportPreview? Import, Refusal? Refusal);

/// <summary>The stream of one imported file.</summary>
public sealed record ImportBatch
{
    public Guid Id { get; init; }
}

public static class AcceptImportHandler
{
    // Recorded areas that one round trip fetches.
    private const int Fetched = 100;

    public static async Task<ImportResult> Handle(
        AcceptImport command, IDocumentSession session, OfficeClock clock, StoreClock storeClock, CancellationToken ct)
    {
        try
        {
            return await TakeInAsync(command, session, clock, ct);
        }
        catch (Exception refused) when (StoreClock.IsRefused(refused))
        {
            await storeClock.MustBeRightAsync(ct);
            // The statement waited behind a lock: the retry policy runs the whole import again.
            throw;
        }
    }

    private static async Task<ImportResult> TakeInAsync(
        AcceptImport command, IDocumentSession session, OfficeClock clock, CancellationToken ct)
    {
        var (by, since) = (command.By, Stopwatch.GetTimestamp());
        if (await ImportPreview.LoadAsync(session, command.ImportId, by.Actor, ct) is not { } preview)
            return new ImportResult(null, Refusals.ImportUnknown);
        if (preview.State == ImportPreview.Accepted) return new ImportResult(preview, null);
        if (preview.Problem is { } problem) return new ImportResult(preview, problem);
        if (AccessRules.CheckImport(by.Actor, preview.Jurisdiction) is { } forbidden) return new ImportResult(preview, forbidden);

        // Decided again: the record may have changed since the preview.
        by = by with { Via = Via.Import };
        by.SignOn(session);
        var plans = await new Reconciler(session, clock, preview.FileName, preview.Jurisdiction, by.Actor)
            .RunAsync([.. preview.Rows.Select(row => row.Read)], ct);
        var taken = preview.WithRows([.. plans.Select(plan => plan.Row)]) with { State = ImportPreview.Accepted };
        if (!taken.Rows.Zip(preview.Rows, (now, before) => now.IsAsBefore(before)).All(same => same))
            session.Store(new ImportRowsDocument(taken.Id, taken.Rows));
        var source = by with { File = $"{preview.FileName} sha256:{preview.Sha256}" };
        var filed = plans.Where(plan => plan.Events.Count > 0).Select(plan => new ImportedRow(
            plan, [.. plan.Events.Select(happened => AreaCommandHandler.Sign(session, happened, source with { Row = plan.Row.Row }))]))
                .ToList();
        // Importing the same file again changes nothing and records nothing.
        if (filed.Count == 0)
        {
            session.Store(taken);
            await session.SaveChangesAsync(ct);
            return Taken(taken);
        }

        // If somebody registered a new area meanwhile, this attempt fails and the retry finds that area.
        await BulkInsert.RunAsync(
            session, AreaStreams.Type, [.. filed.Where(row => row.IsNew).Select(row => (row.Plan.Stream, row.Events))], ct);
        var moved = filed.Where(row => !row.IsNew).ToList();
        foreach (var rows in moved.Chunk(Fetched)) await AppendAsync(session, rows, ct);

        session.Events.StartStream<ImportBatch>(preview.Id, TakenIn(taken));
        if (moved.Count == 0) taken = taken with { Events = Receipts(filed) };
        session.Store(taken);
        await session.SaveChangesAsync(ct);
        if (moved.Count == 0) return Taken(taken);

        // Their sequence numbers are known only now; only the receipts of the import need them.
        taken = taken with { Events = Receipts(filed) };
        session.Store(taken);
        await session.SaveChangesAsync(ct);
        return Taken(taken);

        ImportResult Taken(ImportPreview import)
        {
            RenewalMeter.CountImport(import, "acceptance", Stopwatch.GetElapsedTime(since));
            return new ImportResult(import, null);
        }
    }

    private static async Task AppendAsync(IDocumentSession session, ImportedRow[] rows, CancellationToken ct)
    {
        var batch = session.CreateBatchQuery();
        var streams = rows.Select(row => batch.Events.FetchForWriting<AreaDocument>(row.Plan.Stream, row.Plan.Version)).ToList();
        await batch.Execute(ct);
        foreach (var (row, stream) in rows.Zip(streams)) (await stream).AppendMany(row.Events);
    }

    private sealed record ImportedRow(RowPlan Plan, IReadOnlyList<IEvent> Events)
    {
        public bool IsNew => Plan.Version == 0;
    }

    private static IReadOnlyList<Receipt> Receipts(IEnumerable<ImportedRow> filed) =>
        [.. filed.SelectMany(row => row.Events).Select(e => new Receipt(e.Sequence, e.Version, e.Id))];

    private static LedgerTakenIn TakenIn(ImportPreview import) => new(
        import.FileName, import.Sha256, import.Layout ?? "", import.Jurisdiction, import.New, import.Same, import.Changed, import.Refused);
}
