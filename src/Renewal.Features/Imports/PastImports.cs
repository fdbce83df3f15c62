using System.Linq.Expressions;
using Marten;
using Marten.Linq.MatchesSql;
using Renewal.Domain.Access;

namespace Renewal.Features.Imports;

/// <summary>One uploaded file in a list: who, when, and the result. Its rows are in the import itself.</summary>
/// <param name="State">previewed, accepted or refused.</param>
/// <param name="Problem">The code of what was wrong with the file as a whole.</param>
public sealed record PastImport(
    Guid Id, string FileName, string? Layout, string Jurisdiction, string State, string? Problem, string ReadBy, DateTimeOffset ReadAt,
    int New, int Same, int Changed, int Refused);

public sealed record PastImportPage(int Total, IReadOnlyList<PastImport> Items);

/// <summary>The uploaded files an actor may see, newest first.</summary>
public sealed class PastImports(IDocumentStore store)
{
    /// <param name="page">Counted from 1. A page past the end is empty and still says how many there are.</param>
    public async Task<PastImportPage> ListAsync(Actor actor, int page, int pageSize, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        await using var session = store.QuerySession();
        var shown = session.Query<ImportPreview>().Where(Shown(actor));
        var total = await shown.CountAsync(ct);
        var skip = (page - 1L) * pageSize;
        if (skip >= total) return new PastImportPage(total, []);
        // Ids are given in the order of time, and the rows of the files stay in the database.
        var items = await shown.OrderByDescending(import => import.Id).Skip((int)skip).Take(pageSize)
            .Select(import => new
            {
                import.Id,
                import.FileName,
                import.Layout,
                import.Jurisdiction,
                import.State,
                Problem = import.Problem!.Code,
                import.ReadBy,
                import.ReadAt,
                import.New,
                import.Same,
                import.Changed,
                import.Refused,
            }).ToListAsync(ct);
        return new PastImportPage(total, [.. items.Select(i => new PastImport(
            i.Id, i.FileName, i.Layout, i.Jurisdiction, i.State, i.Problem, i.ReadBy, i.ReadAt, i.New, i.Same, i.Changed, i.Refused))]);
    }

    // The same as ImportPreview.Shows, as a query.
    private static Expression<Func<ImportPreview, bool>> Shown(Actor actor)
    {
        if (actor.Role == Role.Auditor || actor.Role == Role.Admin || actor.Jurisdictions.Contains(Jurisdiction.Everywhere))
            return import => true;
        var held = actor.Jurisdictions.Where(Jurisdiction.IsWellFormed).ToList();
        if (held.Count == 0) return import => false;
        var within = $"^({string.Join('|', held)})";
        return actor.Role == Role.Officer
            ? import => import.ReadBy == actor.Account && import.MatchesSql("d.data ->> 'jurisdiction' ~ ?", within)
            : import => import.MatchesSql("d.data ->> 'jurisdiction' ~ ?", within);
    }
}
