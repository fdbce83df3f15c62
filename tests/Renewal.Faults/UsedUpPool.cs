using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Npgsql;
using Renewal.Testing.Faults;

namespace Renewal.Faults;

/// <summary>500 writes at once wait behind a lock, with a pool of 40 connections (T-09).</summary>
internal static class UsedUpPool
{
    public static async Task<FaultOutcome> RunAsync(FaultCluster cluster)
    {
        var there = await cluster.CreateDatabaseAsync("pool");
        await using var node = await FaultNode.StartAsync(there, pool: 40);
        var token = await FaultWriters.PrepareAsync(there, node.Url);
        var broken = new List<string>();
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var statuses = new ConcurrentBag<int>();
        var health = new List<double>();
        List<Task> asking;
        await using (var connection = new NpgsqlConnection(there))
        {
            await connection.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using var held = new NpgsqlCommand("lock table renewal.mt_events in share row exclusive mode", connection);
            await held.ExecuteNonQueryAsync();
            asking = [.. Enumerable.Range(0, 500).Select(n => AskAsync(http, node.Url, n, statuses))];
            for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(10); await Task.Delay(100))
            {
                var asked = Stopwatch.StartNew();
                await FaultNode.ReadyAsync(http, node.Url);
                health.Add(asked.Elapsed.TotalSeconds);
            }

            await transaction.RollbackAsync();
        }

        await Task.WhenAll(asking);
        var slowest = health.Order().ElementAt((int)(health.Count * 0.99));
        if (slowest > 1) broken.Add($"99 of 100 health answers took up to {slowest:0.0} s");
        var strange = statuses.Where(status => status is not (200 or 409 or 429 or 503)).Distinct().ToList();
        if (strange.Count > 0) broken.Add($"answered {string.Join(", ", strange)}");

        // The program must have survived.
        await using var writers = FaultWriters.Start(token, TimeSpan.FromSeconds(45), node.Url);
        return await FaultRounds.EndAsync(there, writers, broken, [node]);
    }

    private static async Task AskAsync(HttpClient http, string url, int n, ConcurrentBag<int> statuses)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync(
                $"{url}/api/areas/fault-{n % 8}/obstacles", new { category = "funds", description = $"pool {n}", raisedOn = "2018-02-01" });
            statuses.Add((int)answer.StatusCode);
        }
        catch (OperationCanceledException)
        {
            statuses.Add(0);
        }
    }
}
