using Marten;
using Npgsql;
using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;
using Renewal.Features.Store;

namespace Renewal.Features.Tests.Store;

/// <summary>
/// Law and holidays published since cut bitemporal rows at their instant: the first program that has them writes the rows anew.
/// </summary>
public sealed class When_a_release_is_worked_in(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IDocumentStore Store => fixture.Get<IDocumentStore>();

    private static Publications With(string name, DateTimeOffset at) => new(
        Catalogues.Versions, [], [.. WorkCalendar.Releases, new CalendarRelease(name, at, "2027 元旦 0101-0103")]);

    [Fact]
    public async Task a_new_one_has_the_views_written_once_and_an_older_program_does_not_start()
    {
        var newer = With("holidays-2027", DateTimeOffset.UtcNow.AddHours(-1));
        Assert.Equal(ViewGaps.Names.Where(view => view.EndsWith("_timeline", StringComparison.Ordinal)),
            await WorkedInReleases.ViewsBehindAsync(Store, Ct, newer));

        // One view alone does not know the release yet.
        await WorkedInReleases.MarkAsync(Store, ["area_timeline"], Ct, newer);
        Assert.NotEmpty(await WorkedInReleases.ViewsBehindAsync(Store, Ct, newer));
        await WorkedInReleases.MarkAsync(Store, [.. ViewGaps.Names], Ct, newer);
        Assert.Empty(await WorkedInReleases.ViewsBehindAsync(Store, Ct, newer));
        await using (var connection = new NpgsqlConnection(fixture.ConnectionString))
        {
            await connection.OpenAsync(Ct);
            Assert.Empty(await WorkedInReleases.NewerAsync(connection, Ct, newer));
            Assert.Equal(["holidays-2027"], await WorkedInReleases.NewerAsync(connection, Ct));
        }


        var older = await Assert.ThrowsAsync<ReleaseMismatchException>(() => WorkedInReleases.ViewsBehindAsync(Store, Ct));
        Assert.Equal(["holidays-2027"], older.Newer);
        await RestrictedRoleFixture.OwnerRunsAsync(fixture.ConnectionString, "delete from renewal.releases");
        Assert.Empty(await WorkedInReleases.ViewsBehindAsync(Store, Ct));
    }

    [Fact]
    public async Task one_whose_instant_is_still_to_come_or_hardly_over_waits() =>
        await Assert.ThrowsAsync<ReleaseMismatchException>(
            () => WorkedInReleases.ViewsBehindAsync(Store, Ct, With("holidays-2027", DateTimeOffset.UtcNow)));
}
