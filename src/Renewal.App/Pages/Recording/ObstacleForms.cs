using Renewal.App.Texts;
using Renewal.Domain.Areas;

namespace Renewal.App.Pages.Recording;

/// <summary>Reports something that holds the area up.</summary>
public sealed class ObstacleForm : AreaForm
{
    public override string Slug => "obstacle";

    public override Type Event => typeof(ObstacleRaised);

    public override IReadOnlyList<FormField> Fields(FormContext scene) =>
    [
        Line("category", required: true, hint: "form.hint.category"),
        Prose("description", required: true, hint: "form.hint.no-names"), Day("raisedOn"),
    ];

    public override FormValues Blank(FormContext scene) => FormValues.Nothing.With("raisedOn", scene.Today);

    public override AreaCommand Read(FormValues typed, FormContext scene) =>
        new RaiseObstacle(scene.Code, typed.Required("category"), typed.Required("description"), typed.RequiredDay("raisedOn"));

    public override FormValues Prefill(AreaEvent happened) => happened is not ObstacleRaised e ? FormValues.Nothing : FormValues.Nothing
        .With("category", e.Category).With("description", e.Description).With("raisedOn", e.RaisedOn);
}

/// <summary>Reports that an obstacle is out of the way.</summary>
public sealed class ResolutionForm : AreaForm
{
    public override string Slug => "resolution";

    public override Type Event => typeof(ObstacleResolved);

    public override IReadOnlyList<FormField> Fields(FormContext scene) =>
    [
        new("obstacle", FieldKind.Choice)
        {
            Required = true,
            Choices =
            [
                .. scene.State.Obstacles.Where(o => o.Resolved is null || scene.Correcting)
                    .Select(o => new Choice($"{o.Id}", $"{o.Event.Category}{UiText.Colon}{Short(o.Event.Description)}")),
            ],
        },
        Day("resolvedOn"),
        Prose("how", required: true),
    ];

    public override FormValues Blank(FormContext scene) => FormValues.Nothing
        .With("obstacle", scene.Chosen ?? (scene.State.OpenObstacles.ToList() is [var only] ? $"{only.Id}" : ""))
        .With("resolvedOn", scene.Today);

    public override AreaCommand Read(FormValues typed, FormContext scene)
    {
        typed.RequiredText("obstacle", AreaText.T("form.obstacle-missing"));
        return new ResolveObstacle(scene.Code, typed.Id("obstacle"), typed.RequiredDay("resolvedOn"), typed.Required("how"));
    }

    public override FormValues Prefill(AreaEvent happened) => happened is not ObstacleResolved e ? FormValues.Nothing : FormValues.Nothing
        .With("obstacle", $"{e.Obstacle}").With("resolvedOn", e.ResolvedOn).With("how", e.How);

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
