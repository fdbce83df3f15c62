using Renewal.Testing;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Renewal.Postgres.Tests;

public sealed class When_tests_ask_for_a_database(PostgresFixture postgres)
{
    [Fact]
    public async Task each_gets_an_empty_one_of_its_own()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => postgres.CreateDatabaseAsync("Area Timeline")));

        Assert.Equal(4, all.Distinct().Count());
        foreach (var one in all)
        {
            var name = (string?)await Sql.AskAsync(one, "select current_database()::text");
            Assert.StartsWith("area_timeline_", name, StringComparison.Ordinal);
            await Sql.AskAsync(one, "create table ledger (area text)");
        }
    }

    [Fact]
    public async Task it_sorts_as_the_real_one_does()
    {
        var fresh = await SharedPostgres.CreateDatabaseAsync("sorting");

        Assert.Equal("陈李王张赵", await Sql.AskAsync(
            fresh, "select string_agg(n, '' order by n) from unnest(array['赵','张','王','李','陈']) n"));
    }
}
