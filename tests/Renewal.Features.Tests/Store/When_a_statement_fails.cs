using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Renewal.App.Hosting;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Features.Areas;
using Renewal.Features.Store;
using Wolverine;

namespace Renewal.Features.Tests.Store;

public sealed class When_a_statement_fails(RestrictedRoleFixture fixture) : IClassFixture<RestrictedRoleFixture>
{
    private const string Unexpected = "Received unexpected backend message DataRow";

    // Each has statements of its own; the second use of a statement on a connection is the one that prepares it.
    private static readonly string[] Paths =
        ["/api/areas/poisoned-0", "/api/areas/poisoned-1/events", "/api/areas?q=poisoned", "/areas/poisoned-2"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>
    /// The reproduction, with Npgsql alone. When this fails, Npgsql has been fixed and <see cref="FailedStatements"/> may go.
    /// </summary>
    [Fact]
    public async Task npgsql_reads_rows_it_has_no_description_of_where_the_failure_falls_on_preparing()
    {
        await using var source = Source(fixture.Owner);
        Assert.Equal("10", await DivideAsync(source, 1));
        Assert.Equal(PostgresErrorCodes.DivisionByZero, await DivideAsync(source, 0));
        Assert.Contains(Unexpected, await DivideAsync(source, 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_connection_replaced_after_the_failure_is_sound()
    {
        await using var source = Source(fixture.Owner);
        Assert.Equal("10", await DivideAsync(source, 1, _ => source.Clear()));
        Assert.Equal(PostgresErrorCodes.DivisionByZero, await DivideAsync(source, 0, _ => source.Clear()));
        Assert.Equal("10", await DivideAsync(source, 1, _ => source.Clear()));
    }

    [Theory]
    [InlineData("select 1 / $1", true)]
    [InlineData("select $1 from renewal.mt_events_of_nobody", true)]
    [InlineData("do $f$ begin raise exception 'no' using errcode = '42501'; end $f$", false)]
    [InlineData("insert into renewal.cookie_keys values ('twice', 'x'), ('twice', 'x')", false)]
    public async Task only_failures_that_can_leave_such_a_statement_behind_cost_connections(string sql, bool poisons)
    {
        await using var connection = new NpgsqlConnection(fixture.Owner);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        if (sql.Contains("$1", StringComparison.Ordinal)) command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = 0 });
        var failure = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Ct));
        Assert.Equal(poisons, FailedStatements.Poisons(failure));
    }

    [Fact]
    public async Task a_right_taken_and_given_back_leaves_no_request_behind_that_fails()
    {
        await using var app = RestrictedRoleFixture.Build(fixture.Limited);
        await app.EnsureSchemaAsync(Ct);
        await app.StartAsync(Ct);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(app.Services));
        for (var i = 0; i < 4; i++) Assert.Null((await AskAsync(app.Services, StoreFixture.Register($"poisoned-{i}"))).Refusal);

        foreach (var path in Paths)
        {
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(path, Ct)).StatusCode);
            await fixture.OwnerRunsAsync($"revoke select on renewal.mt_doc_areadocument, renewal.area_timeline from {fixture.Role}");
            Assert.Equal(HttpStatusCode.InternalServerError, (await http.GetAsync(path, Ct)).StatusCode);
            await fixture.OwnerRunsAsync($"grant select on renewal.mt_doc_areadocument, renewal.area_timeline to {fixture.Role}");
            for (var i = 0; i < 10; i++) Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(path, Ct)).StatusCode);
        }

        await app.StopAsync(Ct);
    }

    private static NpgsqlDataSource Source(string connectionString)
    {
        var one = new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 1, MaxAutoPrepare = 100, AutoPrepareMinUsages = 2 };
        return NpgsqlDataSource.Create(one.ConnectionString);
    }

    /// <summary>Ten divided by a number, or the SQLSTATE, or what Npgsql says.</summary>
    private static async Task<string> DivideAsync(NpgsqlDataSource source, int by, Action<PostgresException>? failed = null)
    {
        await using var connection = await source.OpenConnectionAsync(Ct);
        await using var command = new NpgsqlCommand("select 10 / $1", connection) { Parameters = { new() { Value = by } } };
        try
        {
            return $"{await command.ExecuteScalarAsync(Ct)}";
        }
        catch (PostgresException failure)
        {
            failed?.Invoke(failure);
            return failure.SqlState;
        }
        catch (Exception broken) when (broken.Message.Contains(Unexpected, StringComparison.Ordinal))
        {
            return broken.Message;
        }
    }

    private static async Task<string> TokenAsync(IServiceProvider services)
    {
        var accounts = services.GetRequiredService<Accounts.Accounts>();
        Assert.Null((await accounts.AddAsync("zhang", "张", Role.Officer, [StoreFixture.Street], Ct)).Refusal);
        return (await accounts.CreateTokenAsync("zhang", "monitor", null, Ct)).Value!.Key;
    }

    private static async Task<CommandResult> AskAsync(IServiceProvider services, AreaCommand command)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMessageBus>()
            .InvokeAsync<CommandResult>(new AreaCommandEnvelope(command, new Provenance(StoreFixture.Zhang, Via.Api)), Ct);
    }
}
