using Renewal.App.Api.Docs;
using Renewal.App.Api.Reading;
using Renewal.Domain;
using Renewal.Domain.Catalogue;
using Renewal.Features.Time;

namespace Renewal.App.Api;

/// <summary>The catalogue in both languages.</summary>
internal sealed record CatalogueView(
    string Version, IReadOnlyList<NamedView> Kinds, IReadOnlyList<NamedView> Stages, IReadOnlyList<Regime> Regimes,
    IReadOnlyList<TableView> Tables, IReadOnlyList<SourceView> Sources);

internal sealed record NamedView(string Code, string Chinese, string English);

/// <summary>Which table there is; its rows are at <c>/api/catalogue/{kind}?regime=&amp;version=</c>.</summary>
internal sealed record TableView(string Kind, string Regime, string Version, int Rows);

/// <param name="Confidence">How well the text is known: primaryText, officialOrSeveral, oneSource or unverified.</param>
internal sealed record SourceView(string Key, string Chinese, string English, string Dated, Confidence Confidence, string? Address);

internal sealed record KindTableView(NamedView Kind, Regime Regime, string Version, IReadOnlyList<MilestoneKind> Rows);

internal static class CatalogueRoutes
{
    public static void MapCatalogue(this IEndpointRouteBuilder api)
    {
        var catalogue = api.MapGroup("/catalogue").WithTags("规则目录 Catalogue");
        catalogue.MapGet("", All).Reads<CatalogueView>("类型、阶段、法规依据 · Kinds, stages, regimes, legal sources").TaggedByContent();
        catalogue.MapGet("/{kind}", One)
            .Reads<KindTableView>("一类项目的节点表 · The milestones of one kind", "regime", "version").TaggedByContent();
    }

    private static ApiResult All() => ApiResult.Ok(new CatalogueView(
        Catalogues.CurrentVersion,
        [.. RenewalKind.All.Select(kind => new NamedView(kind.Code, kind.Chinese, kind.English))],
        [.. Stage.All.Select(stage => new NamedView(stage.Code, stage.Chinese, stage.English))],
        Regimes.All,
        [.. Catalogues.All.Select(table => new TableView(table.Kind.Code, table.Regime.Code, table.Version, table.Rows.Length))],
        [.. LegalSource.All.Select(s => new SourceView(s.Key, s.Chinese, s.English, s.Dated, s.Read, s.Address))]));

    // Without a regime: what is law on the day asked for.
    private static ApiResult One(string kind, HttpContext http, OfficeClock clock)
    {
        var queries = new QueryReader(http);
        var on = queries.On ?? clock.Today;
        _ = queries.KnownAt;
        if (RenewalKind.Find(kind) is not { } found)
            return Problems.Of(Refusals.KindUnknown(Areas.AreaCodes.Shown(kind)) with { Kind = RefusalKind.Unknown });
        var tables = Catalogues.All.Where(table => table.Kind == found).ToList();
        var regime = queries.OneOf("regime", tables.Select(table => table.Regime.Code));
        var version = queries.OneOf("version", tables.Select(table => table.Version)) ?? tables[^1].Version;
        if (queries.Refusal is { } refusal) return Problems.Of(refusal);
        var today = Catalogues.Find(kind, version) is var catalogue && catalogue.Governs(on) ? catalogue.On(on) : null;
        return (regime is null ? today : tables.LastOrDefault(t => t.Regime.Code == regime && t.Version == version)) is { } table
            ? ApiResult.Ok(
                new KindTableView(new NamedView(found.Code, found.Chinese, found.English), table.Regime, table.Version, table.Rows))
            : Problems.Of(Refusals.RegimeNone(found.Code, on));
    }
}
