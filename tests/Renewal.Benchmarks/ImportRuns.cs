using System.Diagnostics;
using System.Text;
using Npgsql;
using Renewal.Features.Imports;
using Renewal.Features.Timelines;

namespace Renewal.Benchmarks;

/// <summary>
/// A ledger taken in (read, held against the record, shown, decided again, written) against COPY of the rows it leads to.
/// </summary>
internal static class ImportRuns
{
    private const int Warm = 6;

    // In the order in which COPY has to fill them.
    private static readonly string[] Tables =
    [
        "mt_streams", "mt_events", "mt_doc_areadocument", "mt_natural_key_areadocument", "mt_doc_importpreview",
        "mt_doc_importrowsdocument",
        .. AreaTables.All.Select(table => table.Name),
    ];

    public static async Task RunAsync(Server server, Results results, Scale scale)
    {
        var ledger = scale.LedgerRows;
        await using var office = await BenchmarkHost.OpenAsync(server, "import");
        var imports = office.Get<LedgerImports>();
        var round = 0;
        var (previewed, accepted) = (new List<Measured>(), new List<Measured>());
        byte[] file = [];
        async Task<(double, TimeSpan)> WholeAsync()
        {
            file = Ledger(round++, ledger);
            var before = Cpu.Now();
            var watch = Stopwatch.StartNew();
            var preview =
                await imports.PreviewAsync(file, "台账.csv", null, BenchmarkHost.Street, BenchmarkHost.Zhang, CancellationToken.None);
            var shown = watch.Elapsed;
            previewed.Add(Measured.Of(ledger * 2, shown, before));
            before = Cpu.Now();
            var answer = await imports.AcceptAsync(preview.Id, BenchmarkHost.Zhang, CancellationToken.None);
            var took = watch.Elapsed;
            if (answer.Import?.Events.Count != ledger * 2)
                throw new InvalidOperationException($"{answer.Refusal} {answer.Import?.Events.Count}");
            accepted.Add(Measured.Of(ledger * 2, took - shown, before));
            return (ledger * 2, took);
        }

        await using var empty = await BenchmarkHost.OpenAsync(server, "copy");
        var rates = await Rounds.OnceAsync([WholeAsync, () => CopyAsync(office, empty, ledger)], scale.Count, scale.Factor < 1 ? 1 : Warm);
        Measured[] Counted(List<Measured> of) => [.. of.TakeLast(scale.Count)];
        Line Import(string what, string limit, Measured[] ours, Measured[] raw, double? target) =>
            new("import", what, limit, "ev/s", ours, raw, target);
        const string Everything = "COPY of all it leaves: streams, events, documents, keys, bitemporal rows, the import";
        results.Add(Import($"ledger of {ledger:N0} rows, preview and acceptance", Everything, rates[0], rates[1], 0.4));
        results.Add(Import("acceptance alone", Everything, Counted(accepted), rates[1], null));
        results.Add(Import("preview alone", Everything, Counted(previewed), rates[1], null));

        await WriteProof.ReplayAsync(office);
    }

    private static byte[] Ledger(int round, int rows)
    {
        var text = new StringBuilder("片区名称,片区编码,类型,标签,阶段,进展,截至日期,来源,责任单位,户数\n");
        for (var i = 0; i < rows; i++)
        {
            text.Append(null, $"第{round}批{i}号片,bench-{round}-{i},微改造,试点,完成,完成部分老旧小区楼道粉刷、花坛修复、拆除违建,2020-12-31,");
            text.Append(null, $"吴家山街“十三五”工作总结（二）,区征收办,{100 + i % 400}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>
    /// All rows of the last import, in the format of COPY, into the same tables of another database with the same indexes, triggers and
    /// constraints. What is timed is the writing of bytes that were made beforehand.
    /// </summary>
    private static async Task<(double, TimeSpan)> CopyAsync(BenchmarkHost office, BenchmarkHost into, int ledger)
    {
        var rows = new List<(string Table, byte[] Bytes)>();
        await using (var from = await office.Source.OpenConnectionAsync())
        {
            foreach (var table in Tables) rows.Add((table, await BytesAsync(from, table, Of(table, ledger))));
        }

        await using var connection = await into.Source.OpenConnectionAsync();
        // The times of the events are those of the import, which the guard would refuse some seconds later.
        await Server.ExecuteAsync(into.ConnectionString,
            "alter table renewal.mt_events disable trigger user; truncate " + string.Join(", ", Tables.Select(t => $"renewal.{t}"))
            + " cascade; alter table renewal.mt_events enable trigger user;"
            + " alter table renewal.mt_events disable trigger zz_guard_timestamp");
        var watch = Stopwatch.StartNew();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var (table, bytes) in rows)
        {
            await using var copy = await connection.BeginRawBinaryCopyAsync($"copy renewal.{table} from stdin (format binary)");
            await copy.WriteAsync(bytes);
        }

        await transaction.CommitAsync();
        return (ledger * 2, watch.Elapsed);
    }

    // The last areas written, in the order of their events.
    private static string Of(string table, int ledger)
    {
        var streams = "(select stream_id from renewal.mt_events where version = 1 and type <> 'ledger-taken-in'"
            + $" order by seq_id desc limit {ledger})";
        return table switch
        {
            "mt_streams" => $"select * from renewal.mt_streams where id in {streams}",
            "mt_doc_areadocument" => $"select * from renewal.mt_doc_areadocument where id in {streams}",
            "mt_events" or "mt_natural_key_areadocument" => $"select * from renewal.{table} where stream_id in {streams}",
            "mt_doc_importpreview" or "mt_doc_importrowsdocument" => $"select * from renewal.{table} order by id desc limit 1",
            _ => $"select * from renewal.{table} where area in {streams}",
        };
    }

    private static async Task<byte[]> BytesAsync(NpgsqlConnection connection, string table, string query)
    {
        await using var copy = await connection.BeginRawBinaryCopyAsync($"copy ({query}) to stdout (format binary)");
        using var bytes = new MemoryStream();
        await copy.CopyToAsync(bytes);
        // Head and end of the format alone are no row. Of a ledger that gives a stage only, no milestone and no deadline follows.
        return bytes.Length > 21 || table != AreaTables.Areas.Name && !table.StartsWith("mt_", StringComparison.Ordinal)
            ? bytes.ToArray() : throw new InvalidOperationException($"{table} has no rows of the import.");
    }
}
