using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Features.Areas.Commands;

public sealed record CatalogueBody(string Version, string Reason, OverrideBody? Override = null);

/// <summary>Moves an area to another published version of its catalogue, because the content of its version is wrong.</summary>
public sealed class AdoptCatalogueDescriptor : AreaFormDescriptor<AdoptCatalogue, CatalogueAdopted, CatalogueBody>
{
    public override int Position => 135;

    public override Wording EventTitle { get; } = new("目录版本变更", "Catalogue version changed");

    public override string Route => "/catalogue";

    public override Wording Summary { get; } = new("变更目录版本", "Adopt another version of the catalogue");

    public override string Example => $$"""{"version": "{{Catalogues.CurrentVersion}}", "reason": "原版本内容有误，已更正发布"}""";

    public override string Slug => "catalogue";

    public override Wording Title { get; } = new("变更目录版本", "Adopt another catalogue version");

    public override Wording Intro { get; } = new(
        "仅用于原目录内容有误、已发布更正版本的情形。法律变化不需要变更版本：每个节点自动按其生效日的规定判断。",
        "Only where the content of the area's version is wrong and a corrected version was published. A change of the law needs "
        + "no other version: each milestone follows the law of its own day.");

    public override IReadOnlyList<(string Field, Wording Label)> FieldLabels => [("version", new("目录版本", "Catalogue version"))];

    public override IReadOnlyList<FormField> Fields(FormContext context) =>
    [
        FormField.Choose("version", Versions(context.Area).Where(version => context.Correcting || version != context.Area.Catalogue.Version)
            .Select(version => new Choice(version, Sentence.Text(version)))),
        FormField.Prose("reason", required: true),
    ];

    public override FormValues Blank(FormContext context) => FormValues.Nothing;

    public override AreaCommand Read(FormValues values, FormContext context) =>
        new AdoptCatalogue(
            context.Code, values.Required("version", new("请选择目录版本。", "Choose a version.")), values.Required("reason"))
        {
            OverrideWith = values.Override(),
        };

    public override Unavailable? WhyUnavailable(AreaState state) => base.WhyUnavailable(state)
        ?? (state.Catalogue is var mine && Catalogues.Versions.Any(other => other.Kind == mine.Kind && other.Version != mine.Version)
            ? null : new Wording("该类型的目录只发布过一个版本。", "Only one version of this kind's catalogue was published."));

    protected override FormValues Prefill(CatalogueAdopted e) =>
        FormValues.Nothing.With("version", e.Version).With("reason", e.Reason).With(e.Override);

    protected override AdoptCatalogue FromBody(string code, CatalogueBody body, string? subject) =>
        new(code, body.Version, body.Reason) { OverrideWith = body.Override?.ToRequest() };

    protected override Wording Describe(CatalogueAdopted e, Area area) => Sentence.Of(
        Sentence.Of("改用目录版本{0}。", "Follows catalogue version {0}.", e.Version),
        Sentence.Reason(e.Reason), Sentence.Override(e.Override));

    private static IEnumerable<string> Versions(Area area) =>
        Catalogues.Versions.Where(version => version.Kind.Code == area.Registration!.Kind).Select(version => version.Version);
}
