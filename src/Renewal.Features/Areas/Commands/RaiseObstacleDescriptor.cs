using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Features.Areas.Commands;

public sealed record ObstacleBody(string Category, string Description, DateOnly RaisedOn);

/// <summary>Reports an obstacle.</summary>
public sealed class RaiseObstacleDescriptor : AreaFormDescriptor<RaiseObstacle, ObstacleRaised, ObstacleBody>
{
    public override int Position => 60;

    public override Wording EventTitle { get; } = new("提出堵点", "Obstacle raised");

    public override string Route => "/obstacles";

    public override Wording Summary { get; } = new("提出堵点", "Report an obstacle");

    public override string Example => """{"category": "资金", "description": "首期征收资金未到位", "raisedOn": "2026-03-02"}""";

    public override string Slug => "obstacle";

    public override Wording Title { get; } = new("提出堵点", "Raise an obstacle");

    public override IReadOnlyList<FormField> Fields(FormContext context) =>
    [
        FormField.Line("category", required: true, hint: new(
            "例如：资金、安置房源、信访、手续。", "For instance: funds, resettlement housing, petitions, permits.")),
        FormField.Prose("description", required: true, hint: FieldHints.NoNames), FormField.Day("raisedOn"),
    ];

    public override FormValues Blank(FormContext context) => FormValues.Nothing.With("raisedOn", context.Today);

    public override AreaCommand Read(FormValues values, FormContext context) =>
        new RaiseObstacle(context.Code, values.Required("category"), values.Required("description"), values.RequiredDay("raisedOn"));

    protected override FormValues Prefill(ObstacleRaised e) => FormValues.Nothing
        .With("category", e.Category).With("description", e.Description).With("raisedOn", e.RaisedOn);

    protected override RaiseObstacle FromBody(string code, ObstacleBody body, string? subject) =>
        new(code, body.Category, body.Description, body.RaisedOn);

    protected override Wording Describe(ObstacleRaised e, Area area) =>
        Sentence.Of("提出堵点（{0}）：{1}", "Obstacle raised ({0}): {1}", e.Category, e.Description);
}
