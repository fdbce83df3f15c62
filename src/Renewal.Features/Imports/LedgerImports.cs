using System.Diagnostics;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Renewal.Domain;
using Renewal.Domain.Access;
using Renewal.Features.Store;
using Renewal.Features.Telemetry;
using Renewal.Features.Time;
using Wolverine;

namespace Renewal.Features.Imports;

/// <summary>Imports ledgers: read, compare with the record, show a preview, then write all rows in one transaction.</summary>
public sealed class LedgerImports(IDocumentStore store, OfficeClock clock, IServiceScopeFactory scopes, FileReadLimiter turns)
{
    /// <summary>
    /// Reads a file and says what taking it in would do. Writes nothing but the preview; not even that when too many files are being read
    /// already (<c>import.busy</c>), since nothing was found out about this one, or when the sender may not take it in.
    /// </summary>
    /// <param name="layout">Null to recognise it.</param>
    /// <param name="jurisdiction">Where new areas belong.</param>
    public async Task<ImportPreview> PreviewAsync(
        byte[] content, string fileName, string? layout, string jurisdiction, Provenance by, CancellationToken ct)
    {
        var since = Stopwatch.GetTimestamp();
        layout = layout is null ? null : UploadedFileName.Plain(layout);
        var preview = await CompareAsync(content, UploadedFileName.Of(fileName), layout, jurisdiction, by, ct);
        RenewalMeter.CountImport(preview, "preview", Stopwatch.GetElapsedTime(since));
        if (preview.Problem is { } problem) RenewalMeter.CountRefusal(problem, "PreviewLedger");
        return preview;
    }

    /// <summary>Null when there is none, or it belongs to another user.</summary>
    public async Task<ImportPreview?> FindAsync(Guid id, Actor actor, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        return await ImportPreview.LoadAsync(session, id, actor, ct);
    }

    /// <summary>Records the preview, decided again on the record as it is now. Accepting twice records once.</summary>
    public async Task<ImportResult> AcceptAsync(Guid id, Provenance by, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<ImportResult>(new AcceptImport(id, by), ct);
    }

    private async Task<ImportPreview> CompareAsync(
        byte[] content, string name, string? layout, string jurisdiction, Provenance by, CancellationToken ct)
    {
        if (AccessRules.CheckImport(by.Actor, jurisdiction) is { } forbidden) return Unread(forbidden);
        if (await turns.ReadAsync(content, name, layout, ct) is not { } reading) return Unread(Refusals.ImportBusy);
        await using var session = store.LightweightSession();
        var preview = Preview(reading, layout, jurisdiction, by);
        if (reading.Ledger is { } ledger)
        {
            var plans = await new Reconciler(session, clock, name, jurisdiction, by.Actor).RunAsync(ledger.Rows, ct);
            preview = preview.WithRows([.. plans.Select(plan => plan.Row)]);
            session.Insert(new ImportRowsDocument(preview.Id, preview.Rows));
        }

        session.Insert(preview);
        await session.SaveChangesAsync(ct);
        return preview;

        ImportPreview Unread(Refusal why) => Preview(new LedgerReading(name, "", null, null, null, null), layout, jurisdiction, by) with
        {
            State = ImportPreview.Unreadable,
            Problem = why,
        };
    }

    private ImportPreview Preview(LedgerReading reading, string? layout, string jurisdiction, Provenance by) => new()
    {
        Id = Guid.CreateVersion7(),
        FileName = reading.FileName,
        Sha256 = reading.Sha256,
        Layout = reading.Ledger?.Mapping.Layout ?? layout,
        Format = reading.Format,
        Encoding = reading.Encoding,
        Jurisdiction = jurisdiction,
        ReadBy = by.Actor.Account,
        ReadAt = clock.Now,
        State = reading.Problem is null ? ImportPreview.Previewed : ImportPreview.Unreadable,
        Problem = reading.Problem is { } problem ? LedgerRows.Refuse(problem) : null,
        Mapping = reading.Ledger?.Mapping,
        Skipped = reading.Ledger?.Skipped ?? [],
    };
}
