using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Features.Areas.Commands;

public sealed record ResolutionBody(DateOnly ResolvedOn, string How);

/// <summary>Resolves an obstacle.</summary>
public sealed class ResolveObstacleDescriptor : AreaFormDescriptor<ResolveObstacle, ObstacleResolved, ResolutionBody>
{
    private static readonly Wording ChooseObstacle = new("请选择堵点。", "Choose an obstacle.");

    public override int Position => 70;

    public override Wording EventTitle { get; } = new("堵点销号", "Obstacle resolved");

    public override string Route => "/obstacles/{id}/resolution";

    public override Wording Summary { get; } = new("堵点销号", "Resolve an obstacle");

    public override string Example => """{"resolvedOn": "2026-04-08", "how": "区财政拨付到位"}""";

    public override string Slug => "resolution";

    public override Wording Title { get; } = new("堵点销号", "Resolve an obstacle");

    public override IReadOnlyList<FormField> Fields(FormContext context) =>
    [
        FormField.Choose("obstacle", context.State.Obstacles.Where(obstacle => obstacle.Resolved is null || context.Correcting)
            .Select(obstacle => new Choice($"{obstacle.Id}", Sentence.Of(
                "{0}：{1}", "{0}: {1}", obstacle.Event.Category, Short(obstacle.Event.Description))))),
        FormField.Day("resolvedOn"),
        FormField.Prose("how", required: true),
    ];

    public override FormValues Blank(FormContext context) => FormValues.Nothing
        .With("obstacle", context.Chosen ?? (context.State.OpenObstacles.ToList() is [var only] ? $"{only.Id}" : ""))
        .With("resolvedOn", context.Today);

    public override AreaCommand Read(FormValues values, FormContext context)
    {
        values.Required("obstacle", ChooseObstacle);
        return new ResolveObstacle(context.Code, values.Id("obstacle"), values.RequiredDay("resolvedOn"), values.Required("how"));
    }

    public override Unavailable? WhyUnavailable(AreaState state) => base.WhyUnavailable(state)
        ?? (state.OpenObstacles.Any() ? null : new Wording("没有未销号的堵点。", "There is no open obstacle."));

    protected override string SubjectOf(ObstacleResolved wrong) => $"{wrong.Obstacle}";

    protected override FormValues Prefill(ObstacleResolved e) => FormValues.Nothing
        .With("obstacle", $"{e.Obstacle}").With("resolvedOn", e.ResolvedOn).With("how", e.How);

    // A subject that is not a GUID matches no obstacle, and the rules refuse it.
    protected override ResolveObstacle FromBody(string code, ResolutionBody body, string? subject) =>
        new(code, Guid.TryParseExact(subject, "D", out var obstacle) ? obstacle : Guid.Empty, body.ResolvedOn, body.How);

    protected override Wording Describe(ObstacleResolved e, Area area) =>
        Sentence.Of("堵点销号（{0}）：{1}", "Obstacle resolved ({0}): {1}", CategoryOf(area, e.Obstacle), e.How);

    private static string CategoryOf(Area area, Guid obstacle) =>
        (area.Events.LastOrDefault(recorded => recorded.RootEventId == obstacle && recorded.Corrected is null)?.Event as ObstacleRaised)
            ?.Category ?? "—";

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
