using Microsoft.Extensions.DependencyInjection;
using Renewal.Domain.Areas;
using Renewal.Features.Imports;
using Renewal.Features.Store;

namespace Renewal.App.Tests.Pages.Areas;

/// <summary>The downloaded ledger, in both languages and formats, imported again: every row is unchanged.</summary>
[Collection("bureau")]
public sealed class When_a_download_comes_back(FormPagesFixture pages)
{
    private static readonly string[] Kinds =
    [
        "state-land-expropriation", "collective-land-urban-village", "key-route-park-works", "comprehensive-community-renovation",
        "micro-renovation", "legacy-resolution",
    ];

    private static readonly string[] Stages = ["preparation", "listing", "completion", "completed"];

    [Theory]
    [InlineData("zh-CN", ".csv")]
    [InlineData("zh-CN", ".xlsx")]
    [InlineData("en", ".csv")]
    [InlineData("en", ".xlsx")]
    public async Task nothing_is_refused_lost_or_changed(string language, string ending)
    {
        var word = $"回读{language[0]}{ending[1]}";
        var areas = await FileAsync(word);
        var page = await pages.SignInAsync(locale: language);
        await page.GotoAsync($"/areas?q={Uri.EscapeDataString(word)}");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync($"a[href*='/areas{ending}']"));
        var bytes = await File.ReadAllBytesAsync(await download.PathAsync());

        var preview = await pages.App.Services.GetRequiredService<LedgerImports>().PreviewAsync(
            bytes, download.SuggestedFilename, null, FormPagesFixture.Street, new Provenance(FormPagesFixture.Zhang, Via.Web),
            TestContext.Current.CancellationToken);

        Assert.Null(preview.Problem);
        Assert.Equal("", string.Join('\n', preview.Rows.Where(row => row.Outcome != ImportRow.Same || row.Changes.Count > 0).Select(row =>
            $"{row.Row} {row.Name}: {row.Outcome} {string.Join(' ', row.Problems.Select(p => p.Code))} "
            + string.Join(' ', row.Changes.Select(c => $"{c.Field}: {c.Was} > {c.Now}")))));
        Assert.Equal((0, areas, 0, 0), (preview.New, preview.Same, preview.Changed, preview.Refused));
        // Read whole, and not only found the same for saying nothing.
        Assert.All(preview.Rows, row => Assert.True(row.Read.Progress.Length > 0 && row.Read.Labels.Count == 3));
    }

    // Every kind, every stage, what is halted and what is over; and texts that a table keeps in a way of its own.
    private async Task<int> FileAsync(string word)
    {
        var prefix = "back-" + Guid.NewGuid().ToString("N")[..8];
        var opened = new DateOnly(2026, 1, 1);
        for (var i = 0; i < Kinds.Length; i++)
        {
            var code = $"{prefix}-{i}";
            await pages.FileAsync(
                new RegisterArea(code, $"{(i == 1 ? "=" : "")}{word} {i}号  片", Kinds[i], FormPagesFixture.Street, opened));
            await pages.FileAsync(new TakeOpeningPosition(code, Stages[i % Stages.Length], new(2026, 2, 1), "期初") { Note = "期初说明" });
            await pages.FileAsync(new LabelArea(code, ["历史遗留", "Old town"]));
            await pages.FileAsync(new AssignDuty(code, "更新办", "zhang", new(2026, 3, 1)));
            await pages.FileAsync(new NoteProgress(code, new(2026, 6, 1), "-签约\"过半\", 余12户 \r\n  第二行；=SUM(A1)", null));
        }

        await pages.FileAsync(new SuspendArea($"{prefix}-0", new(2026, 6, 2), "汛期", null));
        await pages.FileAsync(new TerminateArea($"{prefix}-1", new(2026, 6, 2), "并入邻片", null));
        return Kinds.Length;
    }
}
