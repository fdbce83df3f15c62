using Renewal.App.Tests.Commands;

namespace Renewal.App.Tests.Releases;

/// <summary>A database written without a release, and then the program that has it: worked in once, whatever happens.</summary>
public sealed class When_a_release_is_installed
{
    private const string WorkedIn = "select count(*) from renewal.releases where worked_in_at is not null";

    private const string Rebuilding = "select count(*) from pg_stat_activity where application_name = 'rebuild'"
        + " and datname = current_database()";

    private const string WaitsForStream = "select count(*) from pg_stat_activity where datname = current_database()"
        + " and wait_event_type = 'Lock' and query like '%mt_streams%'";

    // Which areas a rebuild wrote anew; nothing else removes rows here.
    private const string CountRebuilds =
        """
        create table public.rebuilds (area uuid not null);
        create function public.note_rebuild() returns trigger language plpgsql as $$
          begin insert into public.rebuilds select distinct area from gone; return null; end $$;
        create trigger note_rebuild after delete on renewal.area_timeline
          referencing old table as gone for each statement execute function public.note_rebuild();
        """;

    private const string MostRebuilds =
        "select max(times) from (select count(*) as times from public.rebuilds group by area) areas";

    [Fact]
    public async Task its_rows_are_worked_in_once_and_what_was_known_before_stays()
    {
        await using var programs = await ReleasePrograms.StartAsync("release_once");
        await programs.RunAsync(CountRebuilds);
        var (before, after) = (programs.ReleasedAt.AddMilliseconds(-1), programs.ReleasedAt);
        var required = await programs.RequiredAsync(after);
        var areas = await programs.AskAsync<long>(
            "select count(distinct area) from renewal.area_timeline where kind = 'state-land-expropriation'");

        // A minute must have passed.
        var early = (await programs.Newer.RunAsync("portfolio")).Refused("release.early");
        Assert.Contains("2", early.Error, StringComparison.Ordinal);
        Assert.Equal(0, await programs.AskAsync<long>("select count(*) from renewal.releases"));

        (await programs.Installing.RunAsync("portfolio")).Done();

        Assert.Equal(2, await programs.AskAsync<long>(WorkedIn));
        Assert.Equal((required, required + areas), (await programs.RequiredAsync(before), await programs.RequiredAsync(after)));
        // Before its first day the law asks for nothing more.
        Assert.Equal(await programs.RequiredAsync(before, "2025-02-28"), await programs.RequiredAsync(after, "2025-02-28"));
        Assert.Equal(1, await programs.AskAsync<long>(MostRebuilds));
        await programs.ReplayFindsNothingAsync();

        await using var served = await ServerProcess.StartAsync(programs.Newer, "serve");
        Assert.Null(await programs.WriteAsync(served.Url, "after-the-release"));
        (await served.StopAsync()).Done();
        Assert.Equal(1, await programs.AskAsync<long>(MostRebuilds));
        await programs.ReplayFindsNothingAsync();
    }

    [Fact]
    public async Task of_two_programs_that_start_at_once_one_does_it()
    {
        await using var programs = await ReleasePrograms.StartAsync("release_two");
        await programs.RunAsync(CountRebuilds);
        Task<CliResult>[] starts;
        await using (await programs.HoldStreamAsync())
        {
            starts = [programs.Installing.RunAsync("portfolio"), programs.Installing.RunAsync("portfolio")];
            await programs.UntilAsync(Rebuilding, 2);
            await programs.UntilAsync(WaitsForStream);
        }

        foreach (var start in await Task.WhenAll(starts)) start.Done();
        Assert.Equal(1, await programs.AskAsync<long>(MostRebuilds));
        Assert.Equal(2, await programs.AskAsync<long>(WorkedIn));
        await programs.ReplayFindsNothingAsync();
    }

    [Fact]
    public async Task killed_in_the_middle_it_goes_on_at_the_next_start()
    {
        await using var programs = await ReleasePrograms.StartAsync("release_killed");
        await using (await programs.HoldStreamAsync())
        {
            using var killed = programs.Installing.Start("portfolio");
            killed.BeginErrorReadLine();
            killed.BeginOutputReadLine();
            await programs.UntilAsync(WaitsForStream);
            killed.Kill();
            await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        // Twelve areas have the rows of the release, one not yet: an older program writes no more from here on.
        Assert.Equal(0, await programs.AskAsync<long>(WorkedIn));
        (await programs.Older.RunAsync("import", "ledger", CliFixture.Sample)).Refused("program.older");

        (await programs.Installing.RunAsync("portfolio")).Done();
        Assert.Equal(2, await programs.AskAsync<long>(WorkedIn));
        await programs.ReplayFindsNothingAsync();
    }

    [Fact]
    public async Task what_is_recorded_after_the_clock_was_set_back_behind_it_still_fits()
    {
        await using var programs = await ReleasePrograms.StartAsync("release_set_back", TimeSpan.FromHours(1));
        (await programs.Installing.RunAsync("portfolio")).Done();

        await using var served = await ServerProcess.StartAsync(programs.Newer, "serve");
        Assert.Null(await programs.WriteAsync(served.Url, "before-the-release"));
        Assert.Null(await programs.WriteAsync(served.Url, "again"));

        await programs.ReplayFindsNothingAsync();
        Assert.Equal(2, await programs.AskAsync<long>(
            "select count(*) from renewal.obstacle_timeline where upper(known) is null and upper(valid) is null"
            + " and area = (select distinct area from renewal.area_timeline where code = 'haikoucun')"));
    }
}
