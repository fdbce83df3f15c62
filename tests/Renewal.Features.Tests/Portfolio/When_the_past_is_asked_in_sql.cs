using System.Text.RegularExpressions;
using Npgsql;
using Renewal.Domain.Areas;
using Renewal.Features.Store;
using Renewal.Testing;

namespace Renewal.Features.Tests.Portfolio;

/// <summary>The guide for reporting tools: its statements run unchanged, with the role of the guide.</summary>
public sealed partial class When_the_past_is_asked_in_sql(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task the_examples_of_the_guide_answer_and_the_role_can_do_no_more()
    {
        await fixture.FileAsync(StoreFixture.Register("asked", "2020-01-01"));
        await fixture.FileAsync(new SetPlan("asked", [new PlannedMilestone("scope-determined", new(2021, 1, 1), "planned")]));
        var role = $"reports_{Guid.NewGuid():N}"[..20];
        await fixture.RunAsync($"create role {role} login password 'reads'");
        try
        {
            await SchemaSetup.GrantReadAsync(fixture.Get<Marten.IDocumentStore>(), role, Ct);
            var reports = new NpgsqlConnectionStringBuilder(fixture.ConnectionString)
            { Username = role, Password = "reads", Pooling = false }.ConnectionString;
            await using var connection = new NpgsqlConnection(reports);
            await connection.OpenAsync(Ct);

            var guide = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs/guides/ask-the-past-in-sql.md"), Ct);
            var examples = Examples().Matches(guide);
            Assert.Equal(3, examples.Count);
            var answers = new List<List<object[]>>();
            foreach (Match example in examples) answers.Add(await AskAsync(connection, example.Groups[1].Value));

            Assert.Contains(answers[0], row => row is ["state-land-expropriation", "preparation", 1L]);
            // Nothing was known in January 2021, so everything is a change since.
            Assert.Contains(answers[1], row => (string)row[0] == "asked" && row[1] is DBNull && (string)row[2] == "preparation");
            Assert.Empty(answers[2]);
            Assert.Equal(["asked", "red"], (await AskAsync(
                connection, "select code, light from renewal.areas_as_of(date '2026-06-30', now())")).Single());

            foreach (var forbidden in (string[])
            [
                "select * from renewal.mt_events", "select * from renewal.mt_doc_account", "delete from renewal.area_timeline",
                "update renewal.area_timeline set name = ''", "create table renewal.mine (id int)",
            ])
            {
                var refused = await Assert.ThrowsAsync<PostgresException>(() => AskAsync(connection, forbidden));
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
            }
        }
        finally
        {
            await fixture.RunAsync($"grant {role} to current_user; drop owned by {role}; drop role {role}");
        }
    }

    private static async Task<List<object[]>> AskAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var rows = new List<object[]>();
        while (await reader.ReadAsync(Ct))
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    [GeneratedRegex("```sql\n(.+?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();
}
