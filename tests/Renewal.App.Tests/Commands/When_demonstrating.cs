using Renewal.Testing;

namespace Renewal.App.Tests.Commands;

public sealed class When_demonstrating : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("renewal-demo").FullName;

    [Fact]
    public async Task it_brings_a_database_takes_the_sample_in_and_keeps_it_until_asked_for_a_fresh_start()
    {
        var program = new CliProgram(null, data);
        await using (var demo = await ServerProcess.StartAsync(program, "demo"))
        {
            // A command beside it finds the same database running.
            Assert.Equal(13, await AreasAsync(program));
            (await program.RunAsync("import", "ledger", await OneMoreAsync())).Done();
            var left = (await demo.StopAsync()).Done();
            Assert.Contains(demo.Url, left.Out, StringComparison.Ordinal);
            Assert.Contains("选择一个角色", left.Out, StringComparison.Ordinal);
        }

        await using (var again = await ServerProcess.StartAsync(program, "demo"))
        {
            Assert.Equal(14, await AreasAsync(program));
            again.Kill();
        }

        // A database that still runs after kill -9 is taken over; nothing is lost.
        await using (var afterwards = await ServerProcess.StartAsync(program, "demo")) Assert.Equal(14, await AreasAsync(program));
        await using (var fresh = await ServerProcess.StartAsync(program, "demo", "--fresh")) Assert.Equal(13, await AreasAsync(program));

        (await program.RunAsync("serve", "--urls", ServerProcess.FreeUrl())).Refused("serve.demo-data");
    }

    [Fact]
    public async Task it_never_touches_a_real_record()
    {
        var record = await SharedPostgres.CreateDatabaseAsync("cli_record");
        var program = new CliProgram(record, data);
        // Served once, still without an entry: it is a record from then on.
        await using (var served = await ServerProcess.StartAsync(program, "serve"))
        {
            var left = (await served.StopAsync()).Done();
            Assert.Contains("There is no account yet", left.Error, StringComparison.Ordinal);
        }

        (await program.RunAsync("demo", "--urls", ServerProcess.FreeUrl())).Refused("demo.real-record");
        (await program.RunAsync("demo", "--fresh", "--urls", ServerProcess.FreeUrl())).Refused("demo.real-record");
        await using (var still = await ServerProcess.StartAsync(program, "serve")) Assert.Equal(0, await AreasAsync(program));

        // Filled by a command, never served.
        var filled = new CliProgram(await SharedPostgres.CreateDatabaseAsync("cli_filled"), data);
        (await filled.RunAsync("import", "ledger", CliFixture.Sample)).Done();
        (await filled.RunAsync("demo", "--fresh", "--urls", ServerProcess.FreeUrl())).Refused("demo.real-record");
    }

    [Fact]
    public async Task it_stays_on_this_machine_and_says_when_its_port_is_taken()
    {
        var program = new CliProgram(await SharedPostgres.CreateDatabaseAsync("cli_port"), data);
        (await program.RunAsync("demo", "--urls", "http://0.0.0.0:5080")).Refused("demo.loopback-only");
        (await program.RunAsync("demo", "--urls", "http://*:5080")).Refused("demo.loopback-only");

        await using var first = await ServerProcess.StartAsync(program, "demo");
        var second = (await program.RunAsync("demo", "--urls", first.Url)).Refused("port.busy");
        Assert.Contains("--urls", second.Error, StringComparison.Ordinal);
        (await program.RunAsync("demo", "--fresh", "--urls", ServerProcess.FreeUrl())).Refused("demo.in-use");
        (await program.RunAsync("serve", "--urls", first.Url)).Refused("port.busy");
    }

    public void Dispose() => Directory.Delete(data, recursive: true);

    private static async Task<int> AreasAsync(CliProgram program) =>
        (await program.RunAsync("portfolio", "--json")).Done().Json.GetProperty("total").GetInt32();

    private async Task<string> OneMoreAsync()
    {
        var file = Path.Combine(data, "one-more.csv");
        await File.WriteAllTextAsync(file, "片区名称,类型,阶段,截至日期\n新沟桥片,历史遗留,前期准备,2020-12-31\n");
        return file;
    }
}
