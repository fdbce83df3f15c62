using System.Globalization;
using System.Text;
using Npgsql;

namespace Renewal.Testing.Faults;

/// <summary>
/// <c>renewal rebuild</c> as a process, killed at a later point each time while eight clients write (T-21). Rows of imported areas are
/// changed by hand before each run: a killed rebuild has repaired some of them, each as a whole.
/// </summary>
public static class KilledRebuilds
{
    private const int Imported = 500;

    // Areas with thousands of entries take seconds each: not what is tried here.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private const string Rebuilding = "select count(*) from pg_stat_activity where application_name = 'rebuild'";

    private const string Edited = "select count(*) from renewal.area_timeline where code like 'killed-%' and officer = 'by hand'";

    private const string Edit = "update renewal.area_timeline set officer = 'by hand' where code like 'killed-%'";

    // Number of rows of each area in each table: half-written ones would show.
    private const string Rows =
        """
        select md5(string_agg(concat(area, ' ', name, ' ', rows), ',' order by area, name)) from (
            select area, 'area' as name, count(*) as rows from renewal.area_timeline group by area union all
            select area, 'milestone', count(*) from renewal.milestone_timeline group by area union all
            select area, 'deadline', count(*) from renewal.deadline_timeline group by area) counted
        where area not in (select area from renewal.area_timeline where code like 'fault-%')
        """;

    public static async Task<FaultOutcome> RunAsync(FaultCluster cluster, int times)
    {
        var there = await cluster.CreateDatabaseAsync("killed_rebuilds");
        await using var node = await FaultNode.StartAsync(there);
        var token = await FaultWriters.PrepareAsync(there, node.Url);
        await ImportAsync(there);
        // One connection: to ask every few milliseconds must not slow down what is watched.
        await using var watch = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(there) { Pooling = false }.ConnectionString);
        await watch.OpenAsync();
        var (whole, broken, midway) = (await AskAsync(watch, Rows), new List<string>(), 0);
        await using var writers = FaultWriters.Start(token, TimeSpan.FromSeconds(45), Pause, node.Url);

        for (var time = 0; time < times; time++)
        {
            await AskAsync(watch, Edit);
            await RebuildAsync(there, watch, Imported * (times - time) / times);
            var edited = (long)(await AskAsync(watch, Edited))!;
            if (edited is > 0 and < Imported) midway++;
            if (!Equals(whole, await AskAsync(watch, Rows))) broken.Add($"rebuild {time}: an area has another number of rows");
        }

        if (midway < times / 3) broken.Add($"only {midway} of {times} rebuilds were killed midway");
        await RebuildAsync(there, watch, null);
        if (!Equals(0L, await AskAsync(watch, Edited))) broken.Add("the last rebuild left rows that were changed by hand");
        return await FaultRounds.EndAsync(there, writers, broken, [node]);
    }

    /// <summary>Runs it to its end, or kills it once no more than some areas still have the rows changed by hand.</summary>
    private static async Task RebuildAsync(string connectionString, NpgsqlConnection watch, int? killAt)
    {
        using var process = FaultNode.Begin(connectionString, "rebuild");
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((long)(await AskAsync(watch, Rebuilding))! == 0 && !process.HasExited) await Task.Delay(50, limit.Token);
        if (killAt is { } left)
        {
            while ((long)(await AskAsync(watch, Edited))! > left && !process.HasExited)
                await Task.Delay(5, limit.Token);
            process.Kill();
        }

        await process.WaitForExitAsync(limit.Token);
        if (killAt is null && process.ExitCode != 0) throw new InvalidOperationException($"renewal rebuild: {process.ExitCode}");
        // Its lock ends soon after it, so that the next rebuild is not refused.
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while ((long)(await AskAsync(watch, Rebuilding))! > 0) await Task.Delay(20, soon.Token);
    }

    private static async Task ImportAsync(string connectionString)
    {
        var file = Path.Combine(Path.GetTempPath(), $"renewal-killed-{Guid.NewGuid():N}.csv");
        var lines = Enumerable.Range(1, Imported).Select(n => string.Create(CultureInfo.InvariantCulture,
            $"{n},第{n}号片,killed-{n:D4},state-land-expropriation,,preparation,前期准备,2020-12-31,总结"));
        await File.WriteAllLinesAsync(file, lines.Prepend("序号,片区名称,片区编码,类型,标签,阶段,进展,截至日期,来源"), Encoding.UTF8);
        await FaultNode.RunAsync(connectionString, "import", "ledger", file);
        File.Delete(file);
    }

    private static async Task<object?> AskAsync(NpgsqlConnection watch, string sql)
    {
        await using var command = new NpgsqlCommand(sql, watch);
        return await command.ExecuteScalarAsync();
    }
}
