using NpgsqlTypes;
using Renewal.Domain.Access;
using Renewal.Features.Time;
using Renewal.Features.Timelines;

namespace Renewal.Features.Portfolio;

public sealed partial class PortfolioQueries
{
    /// <summary>What does not fit together in the record, by code of the area and day.</summary>
    /// <param name="code">Only those of this code; null for all.</param>
    /// <param name="page">From 1.</param>
    public async Task<ContradictionPage> ContradictionsAsync(
        Actor actor, Moment moment, AreaFilter? areas, string? code, int page, int pageSize, CancellationToken ct)
    {
        await using var read = await OpenAsync(ct);
        var (list, count) = (new AreaSql(actor, moment.KnownAt), new AreaSql(actor, moment.KnownAt));
        string From(AreaSql sql) =>
            $"""
            from {sql.On(AreaTables.Contradictions, moment.On)} c join {sql.On(AreaTables.Areas, moment.On)} a on a.area = c.area
            where {sql.Where(areas, moment.On)}{(code is null ? "" : $" and c.contradiction = {sql.Parameter(code, NpgsqlDbType.Text)}")}
            """;
        await using var reader = await read.AskAsync(
            ct,
            list.Command(
                $"""
                select a.code, a.name, {AreaTables.Contradictions.Listed("c")} {From(list)}
                order by a.code collate "C", c.reached_on, c.milestone collate "C", c.contradiction, c.against collate "C"
                {list.Page((page - 1L) * pageSize, pageSize)}
                """),
            count.Command($"select count(*)::int {From(count)}"));
        var items = new List<Contradiction>();
        while (await reader.ReadAsync(ct))
            items.Add(Contradiction.Of(reader.GetString(0), reader.GetString(1), TimelineReader.Contradiction(reader, 2)));
        await reader.NextResultAsync(ct);
        await reader.ReadAsync(ct);
        return new ContradictionPage(items, reader.GetInt32(0));
    }
}
