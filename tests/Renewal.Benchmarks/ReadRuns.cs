using System.Text.Json;
using Npgsql;
using Renewal.Features.Areas;
using Renewal.Features.Portfolio;
using Renewal.Features.Store;
using Renewal.Features.Time;

namespace Renewal.Benchmarks;

/// <summary>
/// What a page shows, found, folded and worked out, against fetching the same stored bytes and doing nothing with them: with files
/// kept in memory from readings before, as in a running office, and as if each reading were the first.
/// </summary>
internal static class ReadRuns
{
    private const int Areas = 500;
    private const int EventsEach = 20;
    private static readonly int[] Readers = [1, 8];
    private static readonly Moment Today = new(new DateOnly(2026, 6, 30), null);

    public static async Task RunAsync(Server server, Results results, TimeSpan window)
    {
        await using var office = await BenchmarkHost.OpenAsync(server, "reads", serving: true);
        var codes = Enumerable.Range(0, Areas).Select(i => $"read-{i}").ToList();
        await Seeding.AreasAsync(office, codes, EventsEach);
        await Server.ExecuteAsync(office.ConnectionString, "vacuum analyze");

        await OneAsync(office, results, window, codes);
        await AllAsync(office, results, window);
    }

    private static async Task OneAsync(BenchmarkHost office, Results results, TimeSpan window, IReadOnlyList<string> codes)
    {
        var files = office.Get<AreaQueries>();
        async Task ShowAsync(AreaQueries files)
        {
            var file = await files.FindAsync(Any(codes), BenchmarkHost.Zhang.Actor, null, CancellationToken.None);
            if (AreaView.Of(file!, Today) is null) throw new InvalidOperationException("not on file");
        }

        const string Sql = "select data::text from renewal.mt_doc_areadocument where keyvalue = $1";
        var rates = await TurnsAsync(
            window, () => ShowAsync(files),
            () => RawAsync(office, Sql, Any(codes), null),
            () => RawAsync(office, Sql, Any(codes), json => JsonSerializer.Deserialize<AreaDocument>(json, RenewalStore.Json)));
        Report(results, $"one area of {EventsEach} events", rates, cold: false);
    }

    private static async Task AllAsync(BenchmarkHost office, Results results, TimeSpan window)
    {
        var portfolio = office.Get<PortfolioQueries>();
        async Task ShowAsync()
        {
            var view = await portfolio.ViewAsync(BenchmarkHost.Zhang.Actor, Today, null, CancellationToken.None);
            if (view.Total != Areas) throw new InvalidOperationException($"{view.Total} areas");
        }

        const string Sql = "select t::text from renewal.areas_as_of(date '2026-06-30', now()) t";
        var rates = await TurnsAsync(
            window, ShowAsync, () => RawAsync(office, Sql, null, null), () => RawAsync(office, Sql, null, _ => { }));
        Report(results, $"portfolio of {Areas} areas", rates, cold: false);
    }

    private static Task<Measured[][]> TurnsAsync(TimeSpan window, params Func<Task>[] bodies) => Rounds.RunAsync(
        [.. Readers.SelectMany(n => bodies.Select(body => new Variant(n, () => Task.FromResult(body))))], 5, window);

    // For each number of readers: ours, ours with an empty cache where there is one, the raw select, and the select with parsing.
    private static void Report(Results results, string what, Measured[][] rates, bool cold)
    {
        var each = cold ? 4 : 3;
        for (var i = 0; i < Readers.Length; i++)
        {
            var (ours, raw, parsed) = (rates[i * each], rates[(i * each) + each - 2], rates[(i * each) + each - 1]);
            var readers = $"{what}, {Readers[i]} reader{(Readers[i] > 1 ? "s" : "")}";
            results.Add(new Line("read", readers, "select of the same bytes, not parsed", "/s", ours, raw, 0.6));
            results.Add(new Line("read", readers, "select and JSON parse", "/s", ours, parsed, null));
            if (!cold) continue;
            var (first, name) = (rates[(i * each) + 1], $"{readers}, nothing kept in memory");
            results.Add(new Line("read", name, "select of the same bytes, not parsed", "/s", first, raw, null));
            results.Add(new Line("read", name, "select and JSON parse", "/s", first, parsed, null));
        }
    }

    private static async Task RawAsync(BenchmarkHost office, string sql, string? code, Action<byte[]>? parse)
    {
        await using var command = office.Source.CreateCommand(sql);
        if (code is not null) command.Parameters.Add(new NpgsqlParameter { Value = code });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var json = reader.GetFieldValue<byte[]>(0);
            parse?.Invoke(json);
        }
    }

    private static string Any(IReadOnlyList<string> codes) => codes[Random.Shared.Next(codes.Count)];
}
