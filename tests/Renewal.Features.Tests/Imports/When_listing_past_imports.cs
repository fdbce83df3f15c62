using System.Text;
using Renewal.Domain.Access;
using Renewal.Features.Imports;
using Renewal.Features.Store;

namespace Renewal.Features.Tests.Imports;

public sealed class When_listing_past_imports : StoreTests
{
    private const string Heading = "片区名称,片区编码,类型,阶段,截至日期";

    private static readonly Actor Li = new("li", Role.Officer, ["420113002"]);

    private LedgerImports Imports => fixture.Get<LedgerImports>();

    [Fact]
    public async Task every_file_is_a_line_newest_first_with_what_became_of_it()
    {
        var taken = await SendAsync(StoreFixture.Zhang, "一.csv", Heading, "甲片,past-a,微改造,完成,2020-12-31", "乙片,past-b,不知道,完成,2020-12-31");
        await Imports.AcceptAsync(taken.Id, new Provenance(StoreFixture.Zhang, Via.Web), Ct);
        await SendAsync(StoreFixture.Zhang, "二.csv", Heading, "甲片,past-a,微改造,完成,2020-12-31", "丙片,past-c,微改造,完成,2020-12-31");
        await Imports.PreviewAsync([1, 2, 3, 4], "坏.xlsx", null, StoreFixture.Street, new Provenance(StoreFixture.Zhang, Via.Web), Ct);

        var page = await ListAsync(StoreFixture.Zhang);
        Assert.Equal(3, page.Total);
        Assert.Equal([("坏.xlsx", "refused", "import.unreadable"), ("二.csv", "previewed", null), ("一.csv", "accepted", (string?)null)],
            page.Items.Select(i => (i.FileName, i.State, i.Problem)));
        Assert.Equal([(0, 0, 0, 0), (1, 1, 0, 0), (1, 0, 0, 1)], page.Items.Select(i => (i.New, i.Same, i.Changed, i.Refused)));
        Assert.All(page.Items, i => Assert.Equal(("zhang", StoreFixture.Street, StoreFixture.Now), (i.ReadBy, i.Jurisdiction, i.ReadAt)));
        Assert.Equal(taken.Id, page.Items[2].Id);
    }

    [Fact]
    public async Task pages_follow_each_other_and_one_past_the_end_is_empty()
    {
        foreach (var name in new[] { "1.csv", "2.csv", "3.csv" }) await SendAsync(StoreFixture.Zhang, name, Heading);
        Assert.Equal(["3.csv", "2.csv"], (await ListAsync(StoreFixture.Zhang, 1, 2)).Items.Select(i => i.FileName));
        Assert.Equal(["1.csv"], (await ListAsync(StoreFixture.Zhang, 2, 2)).Items.Select(i => i.FileName));
        var past = await ListAsync(StoreFixture.Zhang, int.MaxValue, 500);
        Assert.Equal((3, 0), (past.Total, past.Items.Count));
    }

    [Fact]
    public async Task everybody_finds_exactly_what_they_could_open()
    {
        await SendAsync(StoreFixture.Zhang, "zhang.csv", Heading);
        await SendAsync(Li, "li.csv", Heading, "丁片,past-d,微改造,完成,2020-12-31");
        Actor[] everybody =
        [
            StoreFixture.Zhang, Li, StoreFixture.Director, StoreFixture.Auditor, new("root", Role.Admin, []),
                new("nobody", Role.Manager, []),
            new("operator", Role.Manager, [Jurisdiction.Everywhere]), new("both", Role.Manager, ["420112", "420113"]),
        ];
        string[][] expected =
        [
            ["zhang.csv"], ["li.csv"], ["zhang.csv"], ["li.csv", "zhang.csv"], ["li.csv", "zhang.csv"], [], ["li.csv", "zhang.csv"],
            ["li.csv", "zhang.csv"],
        ];
        var all = (await ListAsync(StoreFixture.Auditor)).Items;
        foreach (var (actor, names) in everybody.Zip(expected))
        {
            Assert.Equal(names, (await ListAsync(actor)).Items.Select(i => i.FileName));
            foreach (var import in all)
                Assert.Equal(names.Contains(import.FileName), await Imports.FindAsync(import.Id, actor, Ct) is not null);
        }
    }

    [Fact]
    public async Task without_todays_right_over_its_street_nobody_finds_even_the_own_file()
    {
        var sent = await SendAsync(StoreFixture.Zhang, "zhang.csv", Heading);
        var moved = StoreFixture.Zhang with { Jurisdictions = ["420113002"] };
        Assert.Empty((await ListAsync(moved)).Items);
        Assert.Null(await Imports.FindAsync(sent.Id, moved, Ct));
        var answer = await Imports.AcceptAsync(sent.Id, new Provenance(moved, Via.Web), Ct);
        Assert.Equal("import.unknown", answer.Refusal!.Code);
    }

    private Task<PastImportPage> ListAsync(Actor actor, int page = 1, int pageSize = 50) =>
        fixture.Get<PastImports>().ListAsync(actor, page, pageSize, Ct);

    private Task<ImportPreview> SendAsync(Actor actor, string name, params string[] lines) => Imports.PreviewAsync(
        Encoding.UTF8.GetBytes(string.Join('\n', lines)), name, null, actor.Jurisdictions[0], new Provenance(actor, Via.Web), Ct);
}
