using Microsoft.AspNetCore.Http.Features;
using Renewal.App.Api.Areas;
using Renewal.App.Api.Docs;
using Renewal.App.Api.Reading;
using Renewal.App.Api.Writing;
using Renewal.App.Hosting;
using Renewal.App.Texts;
using Renewal.Domain;
using Renewal.Domain.Access;
using Renewal.Features.Areas;
using Renewal.Features.Imports;
using Renewal.Features.Imports.AreaLedgers;
using Renewal.Features.Imports.Files;
using Renewal.Features.Imports.Headings;
using Renewal.Features.Machine;
using Renewal.Features.Store;

namespace Renewal.App.Api;

/// <summary>A ledger file compared with the record; after acceptance, what was recorded.</summary>
internal sealed record ImportView(
    Guid Id, string FileName, string Sha256, string? Layout, string? Format, string? Encoding, string Jurisdiction, string State,
    string ReadBy, DateTimeOffset ReadAt, int New, int Same, int Changed, int Refused, LedgerMapping? Mapping,
    IReadOnlyList<ImportRowView> Rows, IReadOnlyList<SkippedRow> Skipped, IReadOnlyList<Receipt> Events)
{
    public static ImportView Of(ImportPreview import) => new(
        import.Id, import.FileName, import.Sha256, import.Layout, import.Format, import.Encoding, import.Jurisdiction, import.State,
        import.ReadBy, import.ReadAt, import.New, import.Same, import.Changed, import.Refused, import.Mapping,
        [.. import.Rows.Select(ImportRowView.Of)], import.Skipped, import.Events);
}

/// <param name="Outcome">new, same, changed or refused.</param>
internal sealed record ImportRowView(
    int Row, string Name, string? Code, string Outcome, IReadOnlyList<FieldChange> Changes, IReadOnlyList<ImportRowProblem> Problems,
    IReadOnlyList<RowNote> Notes)
{
    public static ImportRowView Of(ImportRow row) => new(
        row.Row, row.Name, row.Code, row.Outcome, row.Changes,
        [.. row.Problems.Select(problem => new ImportRowProblem(problem.Code, ImportText.Of(problem)))], row.Notes);
}

internal sealed record ImportRowProblem(string Code, string Detail);

/// <summary>Importing a ledger: upload and preview, then accept.</summary>
internal static class ImportRoutes
{
    public static void MapImports(this IEndpointRouteBuilder api)
    {
        var imports = api.MapGroup("/imports").WithTags("导入 Imports")
            // Thousands of rows over a slow connection, read, compared and written.
            .WithMetadata(new RequestTimeLimitAttribute(300));
        // A multipart body has headers around the file.
        imports.MapPost("", UploadAsync).WithMetadata(new LargeBody(LedgerLimits.FileBytes + 64 * 1024))
            .Uploads<ImportView>("上传台账并预览 · Upload a ledger and look", "layout", "jurisdiction", "fileName").DisableAntiforgery();
        imports.MapGet("", ListAsync).Reads<Page<PastImport>>("以前的导入，新的在前 · Past imports, newest first", "page", "pageSize");
        imports.MapGet("/{id}", OneAsync).Reads<ImportView>("预览或结果 · A preview, or its result").Tagged();
        imports.MapPost("/{id}/acceptance", AcceptAsync).Writes<ImportView>("确认导入 · Accept the import");
    }

    private static async Task<ApiResult> UploadAsync(HttpContext http, LedgerImports imports)
    {
        var (actor, queries) = (Caller.Of(http), new QueryReader(http));
        var jurisdiction = queries.Text("jurisdiction") ?? (actor.Jurisdictions is [var only] ? only : null);
        if (jurisdiction is null) queries.Refuse("jurisdiction");
        if (queries.Refusal is { } refusal) return Problems.Of(refusal);
        jurisdiction = AreaCodes.Shown(jurisdiction!);
        if (ReplayedResponse.Of(http) is { } again)
        {
            var gone = again.Succeeded && await FindAsync(again.Location?.Split('/')[^1] ?? "", http, imports) is null;
            return again.Give(AccessRules.CheckImport(actor, jurisdiction) ?? (gone ? Refusals.ImportUnknown : null));
        }

        var (content, name, no) = await FileAsync(http);
        if (no is not null) return Problems.Of(no);
        var by = new Provenance(actor, Via.Import);
        var preview = await imports.PreviewAsync(content!, name, queries.Text("layout"), jurisdiction, by, http.RequestAborted);
        // The file was not the cause: it may be sent again.
        if (preview.Problem == Refusals.ImportBusy) return Problems.Of(preview.Problem, 503) with { RetryAfter = 5 };
        return preview.Problem is { } problem
            ? Problems.Of(problem)
            : new ApiResult(201, ImportView.Of(preview)) { Location = $"/api/imports/{preview.Id}", ETag = TagOf(preview) };
    }

    private static async Task<ApiResult> ListAsync(HttpContext http, PastImports past)
    {
        var queries = new QueryReader(http);
        var (page, pageSize) = AreaReads.Paging(queries);
        if (queries.Refusal is { } refusal) return Problems.Of(refusal);
        var found = await past.ListAsync(Caller.Of(http), page, pageSize, http.RequestAborted);
        return ApiResult.Ok(new Page<PastImport>(found.Items, page, pageSize, found.Total));
    }

    private static async Task<ApiResult> OneAsync(string id, HttpContext http, LedgerImports imports)
    {
        if (await FindAsync(id, http, imports) is not { } found) return Problems.Of(Refusals.ImportUnknown);
        return ETags.IsKnown(http.Request, TagOf(found))
            ? new ApiResult(304) { ETag = TagOf(found) }
            : ApiResult.Ok(ImportView.Of(found)) with { ETag = TagOf(found) };
    }

    private static async Task<ApiResult> AcceptAsync(string id, HttpContext http, LedgerImports imports)
    {
        var (version, unreadable) = ETags.Expected(http.Request);
        if (unreadable is not null) return Problems.Of(unreadable);
        if (await FindAsync(id, http, imports) is not { } seen) return Problems.Of(Refusals.ImportUnknown);
        if (ReplayedResponse.Of(http) is { } again) return again.Give(AccessRules.CheckImport(Caller.Of(http), seen.Jurisdiction));
        if (version is not null && version != VersionOf(seen)) return Problems.Of(Refusals.VersionStale(VersionOf(seen)));
        var answer = await imports.AcceptAsync(seen.Id, new Provenance(Caller.Of(http), Via.Import), http.RequestAborted);
        return answer.Refusal is { } refusal
            ? Problems.Of(refusal)
            : ApiResult.Ok(ImportView.Of(answer.Import!)) with { ETag = TagOf(answer.Import!) };
    }

    private static Task<ImportPreview?> FindAsync(string id, HttpContext http, LedgerImports imports) =>
        Guid.TryParseExact(id, "D", out var import)
            ? imports.FindAsync(import, Caller.Of(http), http.RequestAborted)
            : Task.FromResult<ImportPreview?>(null);

    // It changes once: on acceptance.
    private static long VersionOf(ImportPreview import) => import.State == ImportPreview.Accepted ? 2 : 1;

    private static string TagOf(ImportPreview import) => $"\"{VersionOf(import)}\"";

    /// <summary>The file itself: the one part of a form, or the body as it is.</summary>
    private static async Task<(byte[]? Content, string Name, Refusal? No)> FileAsync(HttpContext http)
    {
        var raw = RequestBody.Of(http).Content;
        var name = new QueryReader(http).Text("fileName") ?? "upload";
        if (!http.Request.HasFormContentType) return raw.Length == 0 ? (null, name, ApiRefusals.BodyMissing) : (raw, name, null);
        http.Request.Body = new MemoryStream(raw);
        try
        {
            var form = await new FormFeature(http.Request, new FormOptions { MultipartBodyLengthLimit = LedgerLimits.FileBytes + 1 })
                .ReadFormAsync(http.RequestAborted);
            if (form.Files is not [var file]) return (null, name, ApiRefusals.FieldMissing("file"));
            using var copy = new MemoryStream();
            await file.CopyToAsync(copy, http.RequestAborted);
            return (copy.ToArray(), file.FileName is { Length: > 0 } given ? given : name, null);
        }
        catch (Exception no) when (no is InvalidDataException or IOException && !DiskErrors.Is(no))
        {
            return (null, name, ApiRefusals.FormIncomplete);
        }
    }
}
