using Npgsql;
using Renewal.App.Hosting;

namespace Renewal.App.Tests.Commands;

public sealed class When_a_connection_string_is_given
{
    [Fact]
    public async Task what_it_leaves_open_is_set()
    {
        var parts = await OpenAsync("Host=there;Database=office");
        Assert.Equal((100, 2), (parts.MaxAutoPrepare, parts.AutoPrepareMinUsages));
        Assert.Equal((500, GssEncryptionMode.Disable), (parts.CancellationTimeout, parts.GssEncryptionMode));
        Assert.Equal("renewal", parts.ApplicationName);
    }

    [Theory]
    [InlineData("Max Auto Prepare=0;Auto Prepare Min Usages=7;Cancellation Timeout=900;GSS Encryption Mode=Prefer")]
    [InlineData("MaxAutoPrepare=0;AutoPrepareMinUsages=7;CancellationTimeout=900;GssEncryptionMode=Prefer")]
    [InlineData("max auto prepare = 0 ; auto prepare min usages = 7;cancellation timeout=900;gssencryptionmode=Prefer")]
    public async Task what_it_says_stands(string settings)
    {
        var parts = await OpenAsync($"Host=there;{settings}");
        Assert.Equal((0, 7), (parts.MaxAutoPrepare, parts.AutoPrepareMinUsages));
        Assert.Equal((900, GssEncryptionMode.Prefer), (parts.CancellationTimeout, parts.GssEncryptionMode));
    }

    [Theory]
    [InlineData("renewal", "renewal")]
    [InlineData("renewal node-1", "renewal node-1")]
    [InlineData("street office", "renewal street office")]
    [InlineData("renewals", "renewal renewals")]
    public async Task its_name_still_tells_that_it_is_this_program(string given, string becomes) =>
        Assert.Equal(becomes, (await OpenAsync($"Host=there;Application Name={given}")).ApplicationName);

    private static async Task<NpgsqlConnectionStringBuilder> OpenAsync(string connectionString)
    {
        await using var database = await Database.OpenAsync(connectionString, "", null, TestContext.Current.CancellationToken);
        return new NpgsqlConnectionStringBuilder(database.ConnectionString);
    }
}
