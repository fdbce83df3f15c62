using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Features.Areas.Commands;

/// <summary>A manager confirms a recorded milestone.</summary>
public sealed class ConfirmMilestoneDescriptor : AreaFormDescriptor<ConfirmMilestone, MilestoneConfirmed>
{
    public override int Position => 20;

    public override Wording EventTitle { get; } = new("核实节点", "Milestone confirmed");

    public override string Route => "/milestones/{milestone}/confirmation";

    public override Wording Summary { get; } = new("核实节点", "Confirm a milestone");

    public override string Slug => "confirmation";

    public override Wording Title { get; } = new("核实节点", "Confirm a milestone");

    public override Wording Intro { get; } = new(
        "核实表示您已看过证明材料，对该记录负责。", "By confirming you state that you have seen the documents and answer for the entry.");

    public override Wording Button { get; } = new("核实", "Confirm");

    public override IReadOnlyList<FormField> Fields(FormContext context) =>
    [
        FormField.Choose("milestone", Unconfirmed(context.State).OrderBy(reached => context.State.Table.PlaceOf(reached.Milestone))
            .Select(reached => new Choice(reached.Milestone, Sentence.Of(
                Sentence.Name(reached.Milestone), reached.On is { } on ? Sentence.Of("（{0}）", " ({0})", on) : Sentence.Text(""))))),
    ];

    public override FormValues Blank(FormContext context) => FormValues.Nothing.With("milestone", context.Chosen);

    public override AreaCommand Read(FormValues values, FormContext context) =>
        new ConfirmMilestone(context.Code, values.Required("milestone", FieldHints.ChooseMilestone));

    public override AreaCommand FromBody(string code, object? body, string? subject) => new ConfirmMilestone(code, subject!);

    public override Unavailable? WhyUnavailable(AreaState state) => base.WhyUnavailable(state)
        ?? (Unconfirmed(state).Any() ? null : new Wording("没有待核实的节点。", "No recorded milestone awaits confirmation."));

    // A confirmation is withdrawn, never replaced, so its form is never prefilled.
    protected override FormValues Prefill(MilestoneConfirmed e) => FormValues.Nothing;

    protected override Wording Describe(MilestoneConfirmed e, Area area) =>
        Sentence.Of("核实“{0}”。", "Confirmed \"{0}\".", Sentence.Name(e.Milestone));

    private static IEnumerable<Reached> Unconfirmed(AreaState state) =>
        state.Reached.Values.Where(reached => reached.Confirmation is null && reached.Recorded.Event is MilestoneRecorded);
}
