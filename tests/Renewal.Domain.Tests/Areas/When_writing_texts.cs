using Renewal.Domain.Areas;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Tests.Areas;

/// <summary>Rules for every stored text, whatever the command.</summary>
public sealed class When_writing_texts : AreaSpec
{
    [Theory]
    [InlineData("海口村片", null)]
    [InlineData("第一行\n第二行\t缩进\r\n", null)]
    [InlineData("𠮷野家片", null)] // a surrogate pair is a character
    [InlineData("", "text.missing")]
    [InlineData(" \t", "text.missing")]
    [InlineData(null, "text.missing")]
    [InlineData("a\0b", "text.control-characters")]
    [InlineData("a\u001bb", "text.control-characters")]
    [InlineData("a\u0085b", "text.control-characters")]
    [InlineData("a\u202eb", "text.control-characters")] // turns the reading direction
    [InlineData("a\u2066b", "text.control-characters")]
    [InlineData("a\u2028b", "text.control-characters")] // ends a line unseen
    [InlineData("a\ufffdb", "text.control-characters")] // a character was lost
    [InlineData("a\uffffb", "text.control-characters")]
    [InlineData("\u200b \ufeff", "text.missing")] // nothing to be seen
    [InlineData("👨‍👩‍👧片", null)] // joined by an invisible character
    [InlineData("张三 420112198001011234", "text.personal")]
    [InlineData("42011219800101123X", "text.personal")]
    [InlineData("电话13812345678。", "text.personal")]
    [InlineData("编号4201121980010112345", null)] // nineteen digits are no identity number
    [InlineData("合同138123456789", null)] // twelve digits are no telephone
    [InlineData("12812345678", null)]
    public void they_are_readable_and_name_nobody(string? text, string? refused) =>
        Given(Registered()).When(new NoteProgress(Code, Day("2020-01-01"), text!, null)).ThenRefusedOrNot(refused);

    /// <summary>Half of a pair is no text, and could be sent nowhere.</summary>
    [Fact]
    public void a_code_that_is_repeated_in_part_is_not_cut_within_a_character()
    {
        var code = new string('x', 63) + "𠮷" + new string('y', 99);
        Assert.Equal(new string('x', 63), Refusals.AreaUnknown(code).Arguments["area"]);
        Assert.Equal(new string('x', 64), Refusals.AreaUnknown(new string('x', 65)).Arguments["area"]);
    }

    [Theory]
    [InlineData("海口\n村片")]
    [InlineData("海口\t村片")]
    [InlineData("海口\r村片")]
    public void only_a_note_has_lines(string text)
    {
        var scenario = Given(Registered());
        Given().When(Registered() with { Name = text }).ThenRefused("text.control-characters");
        scenario.When(new LabelArea(Code, [text])).ThenRefused("text.control-characters");
        scenario.When(Record("planning-conformity-confirmed", "2020-01-01") with { DocumentNumber = text })
            .ThenRefused("text.control-characters");
        scenario.When(Record("planning-conformity-confirmed", "2020-01-01") with { Note = text }).ThenAccepted();
    }

    [Theory]
    [InlineData("""{"type":"Point","coordinates":[114.1,30.6]}""", null)]
    [InlineData("""{"type":"Point","coordinates":[114.1,30.6,25]}""", null)]
    [InlineData("""{"type":"Feature","properties":null,"geometry":{"type":"LineString","coordinates":[[114,30],[115,31]]}}""", null)]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]}}]}""", null)]
    [InlineData("""{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}""", null)]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[[[114,30],[115,31],[114,31],[114,30]]]]}""", null)]
    [InlineData("{}", "boundary.invalid")]
    [InlineData("\"x\"", "boundary.invalid")]
    [InlineData("[1]", "boundary.invalid")]
    [InlineData("not JSON", "boundary.invalid")]
    [InlineData("""{"type":"Circle","coordinates":[1,2]}""", "boundary.invalid")]
    [InlineData("""{"type":1,"coordinates":[1,2]}""", "boundary.invalid")]
    [InlineData("""{"type":"Point"}""", "boundary.invalid")]
    [InlineData("""{"type":"Point","coordinates":["114","30"]}""", "boundary.invalid")]
    [InlineData("""{"type":"Point","coordinates":[1e999,30]}""", "boundary.invalid")]
    [InlineData("""{"type":"Point","coordinates":[30.6,114.1]}""", "boundary.invalid")] // the wrong way round
    [InlineData("""{"type":"Polygon","coordinates":[[114,30],[115,31]]}""", "boundary.invalid")] // a ring too few
    [InlineData("""{"type":"Polygon","coordinates":[]}""", "boundary.invalid")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Point","coordinates":[1,2]}]}""", "boundary.invalid")]
    [InlineData("""{"type":"Feature","geometry":null}""", "boundary.invalid")]
    public void a_boundary_is_geojson(string boundary, string? refused) =>
        Given().When(Registered() with { Boundary = boundary }).ThenRefusedOrNot(refused);

    [Fact]
    public void half_a_surrogate_pair_is_refused()
    {
        foreach (var text in new[] { "a\ud842", "\udfb7a", "\ud842\ud842" })
            Given(Registered()).When(new NoteProgress(Code, Day("2020-01-01"), text, null)).ThenRefused("text.control-characters");
    }

    [Theory]
    [InlineData(2000, null)]
    [InlineData(2001, "text.too-long")]
    public void a_note_has_two_thousand_characters(int length, string? refused)
    {
        var scenario = Given(Registered());
        var text = new string('好', length);
        scenario.When(new NoteProgress(Code, Day("2020-01-01"), text, null)).ThenRefusedOrNot(refused);
        scenario.When(Record("planning-conformity-confirmed", "2020-01-01") with { Note = text }).ThenRefusedOrNot(refused);
        scenario.When(Change("preparation", "2020-01-01") with { Reason = text }).ThenRefused(refused ?? "stage.same");
        scenario.When(new RaiseObstacle(Code, "资金", text, Day("2020-01-01"))).ThenRefusedOrNot(refused);
        scenario.When(new SuspendArea(Code, Day("2020-01-01"), text, null)).ThenRefusedOrNot(refused);
        scenario.When(new TerminateArea(Code, Day("2020-01-01"), text, null)).ThenRefusedOrNot(refused);
        scenario.When(Withdraw(1) with { Reason = text }).ThenRefused(refused ?? "correction.not-possible");
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, "text.too-long")]
    public void a_line_has_two_hundred(int length, string? refused)
    {
        var scenario = Given(Registered());
        var text = new string('好', length);
        scenario.When(Record("planning-conformity-confirmed", "2020-01-01") with { DocumentNumber = text }).ThenRefusedOrNot(refused);
        scenario.When(Record("planning-conformity-confirmed", "2020-01-01") with { Authority = text }).ThenRefusedOrNot(refused);
        scenario.When(Record("planning-conformity-confirmed", "2020-01-01") with { Attachments = [text] }).ThenRefusedOrNot(refused);
        scenario.When(Opening("preparation", "2020-12-31") with { Source = text }).ThenRefusedOrNot(refused);
        scenario.When(new AssignDuty(Code, text, null, Day("2020-01-01"))).ThenRefusedOrNot(refused);
        scenario.When(Record("scope-determined", "2020-01-01") with { OverrideWith = Granted with { Approver = text } })
            .ThenRefusedOrNot(refused);
    }

    [Fact]
    public void decimals_of_a_coordinate_are_no_telephone() =>
        Given().When(Registered() with
        {
            Boundary = """{"type":"Polygon","coordinates":[[[114.13812345678,30.62011219800101123],[114.2,30.7],[114.3,30.6]]]}""",
        }).ThenAccepted();

    [Fact]
    public void a_telephone_number_in_a_boundary_still_is_one() =>
        Given().When(Registered() with { Boundary = """{"tel":13812345678}""" }).ThenRefused("text.personal");

    [Fact]
    public void a_name_has_a_hundred()
    {
        Given().When(Registered() with { Name = new('好', 100) }).ThenAccepted();
        Given().When(Registered() with { Name = new('好', 101) }).ThenRefused("text.too-long");
        Given().When(Registered() with { Labels = [""] }).ThenRefused("text.missing");
        Given().When(Registered() with { Labels = ["13812345678"] }).ThenRefused("text.personal");
        Given().When(Registered() with { Name = null! }).ThenRefused("text.missing");
    }

    [Fact]
    public void of_several_that_are_wrong_the_first_is_named()
    {
        var refused = Given().When(Registered() with { Name = "", Officer = "13812345678" }).ThenRefused("text.missing");
        Assert.Equal("name", refused.Arguments["field"]);
    }

    [Theory]
    [InlineData("", "分管领导", "1号")]
    [InlineData("同意", " ", "1号")]
    [InlineData("同意", "分管领导", null)]
    public void an_override_is_whole_or_refused(string reason, string approver, string? document)
    {
        var request = new OverrideRequest(reason, approver, document!);
        var scenario = Given(Registered());
        scenario.When(Record("scope-determined", "2020-01-01") with { OverrideWith = request }).ThenRefused("override.incomplete");
        scenario.When(Change("listing", "2020-01-01") with { OverrideWith = request }).ThenRefused("override.incomplete");
        scenario.When(Withdraw(1) with { OverrideWith = request }).ThenRefused("override.incomplete");
    }

    [Fact]
    public void an_override_keeps_to_what_any_text_keeps_to()
    {
        string? Asked(OverrideRequest request) =>
            Given(Registered()).When(Record("scope-determined", "2020-01-01") with { OverrideWith = request }).Decision.Refusal?.Code;

        Assert.Null(Asked(Granted with { Reason = new('好', 2000), Approver = new('好', 200), DocumentNumber = new('好', 200) }));
        Assert.Equal("text.too-long", Asked(Granted with { Reason = new('好', 2001) }));
        Assert.Equal("text.too-long", Asked(Granted with { DocumentNumber = new('好', 201) }));
        Assert.Equal("text.personal", Asked(Granted with { Reason = "电话13812345678" }));
        Assert.Equal("text.personal", Asked(Granted with { Approver = "电话13812345678" }));
        Assert.Equal("text.control-characters", Asked(Granted with { DocumentNumber = "a\0b" }));
    }
}
