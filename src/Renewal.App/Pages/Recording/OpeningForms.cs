using Renewal.App.Texts;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.App.Pages.Recording;

/// <summary>Takes an area into the ledger; as a correction, changes what was registered.</summary>
public sealed class RegisterForm : AreaForm
{
    public override string Slug => "registration";

    public override Type Event => typeof(AreaRegistered);

    public override IReadOnlyList<FormField> Fields(FormContext scene) =>
    [
        Line("name", required: true),
        Line("code", required: true, hint: "form.hint.code"),
        new("kind", FieldKind.Choice)
        {
            Required = true,
            Choices = [.. RenewalKind.All.Select(k => new Choice(k.Code, UiText.NameOf(k.Code)))],
        },
        Line("jurisdiction", required: true, hint: "form.hint.jurisdiction"),
        Day("openedOn", hint: "form.hint.openedOn"),
        new("clearedBeforeListing", FieldKind.Tick) { Hint = "form.hint.cleared" },
        Line("labels", hint: "form.hint.labels"),
        Line("responsibleUnit"),
        Line("officer", hint: "form.hint.officer"),
        new("householdsExpected", FieldKind.Number),
        new("siteAreaM2", FieldKind.Number),
        new("buildingAreaM2", FieldKind.Number),
        Prose("boundary", hint: "form.hint.boundary") with { Advanced = true },
    ];

    public override FormValues Blank(FormContext scene) => FormValues.Nothing
        .With("openedOn", scene.Today)
        .With("jurisdiction", scene.Actor.Jurisdictions is [var only, ..] ? only : "")
        .With("officer", scene.Actor.Account);

    public override AreaCommand Read(FormValues typed, FormContext scene) =>
        new RegisterArea(
            typed.Required("code"),
            typed.Required("name"),
            typed.RequiredText("kind", AreaText.T("form.kind-missing")),
            typed.Required("jurisdiction"),
            typed.RequiredDay("openedOn"))
        {
            Labels = typed.List("labels"),
            ResponsibleUnit = typed.Text("responsibleUnit"),
            Officer = typed.Text("officer"),
            SiteAreaM2 = typed.Number("siteAreaM2"),
            BuildingAreaM2 = typed.Number("buildingAreaM2"),
            HouseholdsExpected = typed.Whole("householdsExpected"),
            ClearedBeforeListing = typed.Ticked("clearedBeforeListing"),
            Boundary = typed.Text("boundary"),
        };

    public override FormValues Prefill(AreaEvent happened) => happened is not AreaRegistered e ? FormValues.Nothing : FormValues.Nothing
        .With("name", e.Name).With("code", e.Code).With("kind", e.Kind).With("jurisdiction", e.Jurisdiction).With("openedOn", e.OpenedOn)
        .With("clearedBeforeListing", e.ClearedBeforeListing ? "yes" : "").With("labels", string.Join('、', e.Labels))
        .With("responsibleUnit", e.ResponsibleUnit).With("officer", e.Officer).With("householdsExpected", $"{e.HouseholdsExpected}")
        .With("siteAreaM2", FormattableString.Invariant($"{e.SiteAreaM2}"))
        .With("buildingAreaM2", FormattableString.Invariant($"{e.BuildingAreaM2}"))
        .With("boundary", e.Boundary);
}

/// <summary>Takes over what a ledger says of the area, with the milestones it gives.</summary>
public sealed class OpeningForm : AreaForm
{
    public override string Slug => "opening-position";

    public override Type Event => typeof(OpeningPositionTaken);

    public override IReadOnlyList<FormField> Fields(FormContext scene) =>
    [
        new("stage", FieldKind.Choice) { Required = true, Choices = [.. Stage.All.Select(s => new Choice(s.Code, UiText.NameOf(s.Code)))] },
        Day("asOf", hint: "form.hint.asOf"),
        Line("source", required: true, hint: "form.hint.source"),
        Prose("note", hint: "form.hint.opening-note"),
        new("milestones", FieldKind.TickedDays)
        {
            Hint = "form.hint.opening-milestones",
            Choices =
            [
                .. scene.Area.Table.Rows.Select(row => new Choice(row.Code, UiText.NameOf(row.Code), AreaText.TrackName(row.Track))),
            ],
        },
    ];

    public override FormValues Blank(FormContext scene) => FormValues.Nothing;

    public override AreaCommand Read(FormValues typed, FormContext scene) =>
        new TakeOpeningPosition(
            scene.Code, typed.RequiredText("stage", AreaText.T("form.stage-missing")), typed.RequiredDay("asOf"),
            typed.Required("source"))
        {
            Note = typed.Text("note"),
            // A day without a tick is a tick that was forgotten, not a day to be dropped.
            Milestones =
            [
                .. scene.Area.Table.Rows.Where(row => typed.Ticked($"tick:{row.Code}") || typed.Text($"on:{row.Code}") is not null)
                    .Select(row => new OpeningMilestone(row.Code, typed.Day($"on:{row.Code}"))),
            ],
        };

    public override FormValues Prefill(AreaEvent happened) =>
        happened is not OpeningPositionTaken e ? FormValues.Nothing : e.Milestones.Aggregate(
        FormValues.Nothing.With("stage", e.Stage).With("asOf", e.AsOf).With("source", e.Source).With("note", e.Note),
        (typed, item) => typed.With($"tick:{item.Milestone}", "yes").With($"on:{item.Milestone}", item.EffectiveOn));
}
