using Renewal.Testing;

namespace Renewal.App.Tests.Commands;

/// <summary>Refused by code at the start, before anything is created.</summary>
public sealed class When_a_server_is_set_up_wrongly : IDisposable
{
    // Whatever port is free: another program may have the usual one.
    private const string Any = " --urls http://localhost:0";

    private const string Nowhere = "Host=127.0.0.1;Port=1;Database=none;Timeout=2";

    private readonly string data = Directory.CreateTempSubdirectory("renewal-setup").FullName;

    [Theory]
    [InlineData("ConnectionStrings__renewal", "", "ConnectionStrings__renewal")]
    [InlineData("ConnectionStrings__renewal", "  ", "ConnectionStrings__renewal")]
    [InlineData("ConnectionStrings__Renewl", Nowhere, "ConnectionStrings__Renewl")]
    public async Task without_a_database_it_begins_none_of_its_own(string name, string value, string said)
    {
        foreach (var command in new[] { $"serve{Any}", "portfolio", $"demo{Any}", "schema apply", "projections list" })
        {
            var program = new CliProgram(null, data) { Environment = { ["RENEWAL_EMBEDDED"] = "0", [name] = value } };
            var run = (await program.RunAsync(command.Split(' '))).Refused("database.not-configured");
            Assert.Contains(said, run.Error, StringComparison.Ordinal);
            Assert.Single(run.Error.TrimEnd().Split('\n'));
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(data));
    }

    [Fact]
    public async Task a_switch_that_says_neither_is_no_permission()
    {
        var program = new CliProgram(null, data) { Environment = { ["RENEWAL_EMBEDDED"] = "off" } };
        Assert.Contains("off", (await program.RunAsync("portfolio")).Refused("embedded.invalid").Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(data));
    }

    [Theory]
    [InlineData("172.16.0.0/33", "172.16.0.0/33")]
    [InlineData("10.1.2.3, nginx", "nginx")]
    public async Task proxies_that_are_neither_address_nor_network_are_named(string proxies, string said)
    {
        var program = new CliProgram(Nowhere, data) { Environment = { ["Renewal__Proxies"] = proxies } };
        var run = (await program.RunAsync("serve", "--urls", ServerProcess.FreeUrl())).Refused("proxies.invalid");
        Assert.Contains($"“{said}”", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task a_connection_string_may_come_as_a_credential_of_the_service()
    {
        await File.WriteAllTextAsync(Path.Combine(data, "ConnectionStrings__renewal"),
            await SharedPostgres.CreateDatabaseAsync("cli_credential") + "\n", TestContext.Current.CancellationToken);
        var program = new CliProgram(null, data)
        {
            // The test's own variable is empty, and what is set, even to nothing, would come first.
            Environment = { ["RENEWAL_EMBEDDED"] = "0", ["CREDENTIALS_DIRECTORY"] = data, ["ConnectionStrings__renewal"] = null },
        };
        (await program.RunAsync("schema", "apply")).Done();
        Assert.Equal(0, (await program.RunAsync("portfolio", "--json")).Done().Json.GetProperty("total").GetInt32());
    }

    public void Dispose() => Directory.Delete(data, recursive: true);
}
