using System.Diagnostics;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using Renewal.Features.Imports;
using Renewal.Features.Replay;

namespace Renewal.Benchmarks;

/// <summary>
/// A ledger taken in (read, held against the record, shown, decided again, written) against COPY of the rows it leads to.
/// </summary>
internal static class ImportRuns
{
    private const int Rows = 2_000;
    private const int Warm = 6;
    private const string Emptied = "truncate raw.events, raw.streams, raw.cards, raw.keys, raw.imports";

    public static async Task RunAsync(Server server, Results results)
    {
        await using var office = await BenchmarkHost.OpenAsync(server, "import");
        var imports = office.Get<LedgerImports>();
        var round = 0;
        var (previewed, accepted) = (new List<Measured>(), new List<Measured>());
        byte[] file = [];
        async Task<(double, TimeSpan)> WholeAsync()
        {
            file = Ledger(round++);
            var before = Cpu.Now();
            var watch = Stopwatch.StartNew();
            var preview =
                await imports.PreviewAsync(file, "台账.csv", null, BenchmarkHost.Street, BenchmarkHost.Zhang, CancellationToken.None);
            var shown = watch.Elapsed;
            previewed.Add(Measured.Of(Rows * 2, shown, before));
            before = Cpu.Now();
            var answer = await imports.AcceptAsync(preview.Id, BenchmarkHost.Zhang, CancellationToken.None);
            var took = watch.Elapsed;
            if (answer.Import?.Events.Count != Rows * 2)
                throw new InvalidOperationException($"{answer.Refusal} {answer.Import?.Events.Count}");
            accepted.Add(Measured.Of(Rows * 2, took - shown, before));
            return (Rows * 2, took);
        }

        var rates = await Rounds.OnceAsync([WholeAsync, () => CopyEventsAsync(office), () => CopyAllAsync(office)], 7, Warm);
        Line Import(string what, string limit, Measured[] ours, Measured[] raw, double? target) =>
            new("import", what, limit, "ev/s", ours, raw, target);
        const string Everything = "COPY of all it leaves: streams, events, files, keys, the import";
        results.Add(Import($"ledger of {Rows:N0} rows, preview and acceptance", Everything, rates[0], rates[2], 0.3));
        results.Add(Import("acceptance alone", Everything, [.. accepted.Skip(Warm)], rates[2], null));
        results.Add(Import("preview alone", Everything, [.. previewed.Skip(Warm)], rates[2], null));
        results.Add(Import("preview and acceptance", "COPY of its event rows", rates[0], rates[1], null));
        results.Add(Import("acceptance alone", "COPY of its event rows", [.. accepted.Skip(Warm)], rates[1], null));

        var replay = await office.Get<ReplayCheck>().RunAsync(null, null, null, CancellationToken.None);
        // A difference would mean that speed was bought with truth.
        if (replay.Differences.Count > 0) throw new InvalidOperationException(replay.Differences[0].ToString());
    }

    private static byte[] Ledger(int round)
    {
        var text = new StringBuilder("片区名称,片区编码,类型,标签,阶段,进展,截至日期,来源,责任单位,户数\n");
        for (var i = 0; i < Rows; i++)
        {
            text.Append(null, $"第{round}批{i}号片,bench-{round}-{i},微改造,试点,完成,完成部分老旧小区楼道粉刷、花坛修复、拆除违建,2020-12-31,");
            text.Append(null, $"吴家山街“十三五”工作总结（二）,区征收办,{100 + i % 400}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static async Task<(double, TimeSpan)> CopyEventsAsync(BenchmarkHost office)
    {
        await using var connection = await office.Source.OpenConnectionAsync();
        var events = await LatestEventsAsync(connection);
        await CopyStreamsAsync(connection, events);
        var watch = Stopwatch.StartNew();
        await Seeding.EventsAsync(connection, "raw.events", events);
        return (events.Count, watch.Elapsed);
    }

    private static async Task<(double, TimeSpan)> CopyAllAsync(BenchmarkHost office)
    {
        await using var connection = await office.Source.OpenConnectionAsync();
        var events = await LatestEventsAsync(connection);
        var cards = await CardsAsync(connection);
        var import = await ImportAsync(connection);
        await Server.ExecuteAsync(office.ConnectionString, Emptied);
        var watch = Stopwatch.StartNew();
        await using var transaction = await connection.BeginTransactionAsync();
        await CopyStreamsAsync(connection, events);
        await Seeding.EventsAsync(connection, "raw.events", events);
        await Seeding.CopyAsync(connection, "raw.cards (id, data, mt_dotnet_type, mt_version, keyvalue, name)", cards, async (row, card) =>
        {
            await row.WriteAsync(card.Id);
            await row.WriteAsync(card.Json, NpgsqlDbType.Jsonb);
            await row.WriteAsync("Renewal.Features.Store.AreaDocument", NpgsqlDbType.Varchar);
            await row.WriteAsync(2L);
            await row.WriteAsync(card.Code, NpgsqlDbType.Varchar);
            await row.WriteAsync(card.Name, NpgsqlDbType.Varchar);
        });
        await Seeding.CopyAsync(connection, "raw.keys (natural_key_value, stream_id)", cards, async (row, card) =>
        {
            await row.WriteAsync(card.Code, NpgsqlDbType.Varchar);
            await row.WriteAsync(card.Id);
        });
        await Seeding.CopyAsync(connection, "raw.imports (id, data, mt_dotnet_type)", [import], async (row, kept) =>
        {
            await row.WriteAsync(kept.Id);
            await row.WriteAsync(kept.Json, NpgsqlDbType.Jsonb);
            await row.WriteAsync("Renewal.Features.Imports.ImportPreview", NpgsqlDbType.Varchar);
        });
        await transaction.CommitAsync();
        var took = watch.Elapsed;
        await Server.ExecuteAsync(office.ConnectionString, Emptied);
        return (events.Count, took);
    }

    private static Task CopyStreamsAsync(NpgsqlConnection connection, IReadOnlyList<SeedEvent> events) => Seeding.CopyAsync(
        connection, "raw.streams (id, type, version)", [.. events.Select(e => e.Stream).Distinct()], async (row, id) =>
        {
            await row.WriteAsync(id);
            await row.WriteAsync("area_card", NpgsqlDbType.Varchar);
            await row.WriteAsync(2L);
        });

    private static async Task<IReadOnlyList<SeedEvent>> LatestEventsAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select seq_id, id, stream_id, version, data::text, type, mt_dotnet_type, timestamp from renewal.mt_events
            where type <> 'ledger-taken-in' order by seq_id desc limit {Rows * 2}
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<SeedEvent>();
        while (await reader.ReadAsync())
        {
            rows.Add(new SeedEvent(
                reader.GetInt64(0), reader.GetGuid(1), reader.GetGuid(2), reader.GetInt64(3), Encoding.UTF8.GetBytes(reader.GetString(4)),
                reader.GetString(5), reader.GetString(6), reader.GetFieldValue<DateTimeOffset>(7)));
        }

        rows.Reverse();
        return rows;
    }

    private static async Task<IReadOnlyList<(Guid Id, string Code, string Name, string Json)>> CardsAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            $"select id, keyvalue, name, data::text from renewal.mt_doc_areadocument order by mt_last_modified desc limit {Rows}",
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        var cards = new List<(Guid, string, string, string)>();
        while (await reader.ReadAsync()) cards.Add((reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        return cards;
    }

    private static async Task<(Guid Id, string Json)> ImportAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            "select id, data::text from renewal.mt_doc_importpreview order by id desc limit 1", connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetGuid(0), reader.GetString(1));
    }
}
