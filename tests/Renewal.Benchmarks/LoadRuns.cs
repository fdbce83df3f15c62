using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Renewal.Domain.Access;
using Renewal.Features.Accounts;

namespace Renewal.Benchmarks;

/// <summary>How large a load run is.</summary>
/// <param name="Think">How long each waits between an answer and the next request; without it each asks again at once.</param>
internal sealed record LoadSize(int Areas, int EventsEach, int Clients, TimeSpan For, TimeSpan Think)
{
    public static LoadSize From(string[] args) => new(
        (int)Number(args, "--areas", 38_000), (int)Number(args, "--events", 10), (int)Number(args, "--clients", 1_000),
        TimeSpan.FromMinutes(Number(args, "--minutes", 3)), TimeSpan.FromSeconds(Number(args, "--think", 0)));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"--areas {Areas} --events {EventsEach} --clients {Clients} --minutes {For.TotalMinutes:0.##} --think {Think.TotalSeconds:0.##}");

    private static double Number(string[] args, string name, double otherwise) =>
        Array.IndexOf(args, name) is var at and >= 0 ? double.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}

/// <summary>
/// The load test T-31: the program as a process of its own with many areas, and many officers who read four times out of five and write
/// the fifth. Everything is on this machine and it ends by itself.
/// </summary>
internal static class LoadRuns
{
    private const int OfficerCount = 20;

    public static async Task RunAsync(Server server, LoadSize size, bool record)
    {
        var (connectionString, codes, tokens) = await SeedAsync(server, size);
        await using var served = await ServedProcess.StartAsync(connectionString);
        Console.WriteLine($"{size.Areas:N0} areas; {size.Clients:N0} clients start.");
        using var load = new LoadClients(served.Url, codes, tokens, size);
        var (before, view) = (Cpu.Now(), served.Cpu);
        await load.RunAsync(served);
        var cpu = (Cpu.Now().Client - before.Client, Server: Cpu.Now().Server - before.Server, Served: served.Cpu - view);
        var events = await AskAsync(connectionString, "select count(*) from renewal.mt_events");
        var (timeout, average, memory) = (LoadClients.Timeout.TotalSeconds, LoadAverage(), load.Memory());
        var report = $"""
            ## T-31: load, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}

            {await server.DescribeAsync()}

            `-- load {size}`: {size.Areas:N0} areas of {size.EventsEach} events each ({events:N0} events at the end),
            {size.Clients:N0} clients, four reads to one write, {OfficerCount} accounts, a request given up after
            {timeout:N0} s; program, clients and PostgreSQL on the same machine. Load average at the end: {average}.

            {load.Table()}
            Processor seconds: program {cpu.Served:N0}, clients {cpu.Item1:N0}, PostgreSQL {cpu.Server:N0}.
            Memory of the program: {memory}.
            """;
        Console.WriteLine(report);
        Console.WriteLine($"Log of the program: {served.LogFile}");
        if (record) await ResultsFile.WriteLoadAsync(report);
    }

    private static async Task<(string ConnectionString, IReadOnlyList<string> Codes, IReadOnlyList<string> Tokens)> SeedAsync(
        Server server, LoadSize size)
    {
        await using var office = await BenchmarkHost.OpenAsync(server, "load");
        var codes = Enumerable.Range(0, size.Areas).Select(i => $"load-{i}").ToList();
        var watch = Stopwatch.StartNew();
        await Seeding.AreasAsync(office, codes, size.EventsEach);
        await Server.ExecuteAsync(office.ConnectionString, "vacuum analyze");
        Console.WriteLine($"{size.Areas * size.EventsEach:N0} events written after {watch.Elapsed.TotalSeconds:N0} s.");
        var tokens = new List<string>();
        var accounts = office.Get<Accounts>();
        for (var i = 0; i < OfficerCount; i++)
        {
            var name = $"officer-{i}";
            var added = await accounts.AddAsync(name, name, Role.Officer, [BenchmarkHost.Street], CancellationToken.None);
            if (added.Refusal is { } no) throw new InvalidOperationException($"{name}: {no.Code}");
            tokens.Add((await accounts.CreateTokenAsync(name, "load", null, CancellationToken.None)).Value!.Key);
        }

        // As an office writes it: what the benchmarks add for a fair comparison is not there.
        var plain = new NpgsqlConnectionStringBuilder(office.ConnectionString);
        foreach (var key in new[] { "Max Auto Prepare", "Auto Prepare Min Usages", "Maximum Pool Size" }) plain.Remove(key);
        return (plain.ConnectionString, codes, tokens);
    }

    private static async Task<long> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
