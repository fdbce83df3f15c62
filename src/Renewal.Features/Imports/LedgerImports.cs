using Renewal.Domain.Access;
using Renewal.Features.Store;

namespace Renewal.Features.Imports;

/// <summary>Takes ledgers in: read, hold against the record, show, and only then write, all or nothing.</summary>
public sealed class LedgerImports
{
    /// <summary>Reads a file and says what taking it in would do. Writes nothing but the preview.</summary>
    /// <param name="layout">Null to recognise it.</param>
    /// <param name="jurisdiction">Where new areas belong.</param>
    public Task<ImportPreview> PreviewAsync(
        byte[] content, string fileName, string? layout, string jurisdiction, Provenance by, CancellationToken ct) => throw new NotSupportedException();

    /// <summary>Null when there is none, or it is somebody else's.</summary>
    public Task<ImportPreview?> FindAsync(Guid id, Actor actor, CancellationToken ct) => throw new NotSupportedException();

    /// <summary>Writes what the preview says, decided again on the record as it is now. Accepting twice writes once.</summary>
    public Task<ImportPreview> AcceptAsync(Guid id, Provenance by, CancellationToken ct) => throw new NotSupportedException();
}
