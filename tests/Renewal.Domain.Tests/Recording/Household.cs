using Renewal.Domain.Areas;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Tests.Recording;

/// <summary>A second stream type, as small as possible: one household. It tests the parts that all stream types share.</summary>
public abstract record HouseholdEvent : BitemporalEvent;

[EventName("test-household-surveyed")]
public sealed record HouseholdSurveyed(string Area, decimal FloorAreaM2, DateOnly SurveyedOn) : HouseholdEvent
{
    public override DateOnly TakesEffectOn => SurveyedOn;
}

[EventName("test-agreement-signed")]
public sealed record AgreementSigned(decimal Compensation, DateOnly SignedOn) : HouseholdEvent
{
    public override DateOnly TakesEffectOn => SignedOn;
}

[EventName("test-household-corrected")]
public sealed record HouseholdCorrected(Guid EventId, string Reason, DateOnly CorrectedOn, GateOverride? Override)
    : HouseholdEvent, ICorrectionEvent
{
    public override DateOnly TakesEffectOn => CorrectedOn;
}

public abstract record HouseholdCommand;

public sealed record Survey(string Area, decimal FloorAreaM2, DateOnly On) : HouseholdCommand;

public sealed record Sign(decimal Compensation, DateOnly On) : HouseholdCommand;

/// <summary>What a household is on one day.</summary>
public sealed record HouseholdState(decimal? FloorAreaM2, decimal? Compensation);

public sealed record Household(BitemporalRecord<HouseholdEvent> Record) : IBitemporalState<Household, HouseholdEvent>
{
    public static readonly Household Unknown = new(BitemporalRecord<HouseholdEvent>.Empty);

    public Household With(BitemporalRecord<HouseholdEvent> record) => new(record);

    public HouseholdState On(DateOnly day) => Record.Until(day.AddDays(1), 0).Aggregate(new HouseholdState(null, null), (state, e) =>
        e.Event switch
        {
            HouseholdSurveyed surveyed => state with { FloorAreaM2 = surveyed.FloorAreaM2 },
            AgreementSigned signed => state with { Compensation = signed.Compensation },
            _ => state,
        });
}

public static class HouseholdRules
{
    public static Decision Decide(Household household, HouseholdCommand command, DecisionContext context)
    {
        switch (command)
        {
            case Survey survey:
                // A decision that needs another stream: the area must be registered on that day.
                if (context.Find<Area>(survey.Area) is not { } area || !area.On(survey.On).OnFile) return Refusals.AreaUnknown(survey.Area);
                var surveyed = new HouseholdSurveyed(survey.Area, survey.FloorAreaM2, survey.On);
                return household.Record.Says(surveyed) ? Decision.Nothing : surveyed;
            case Sign sign:
                if (household.On(sign.On).FloorAreaM2 is null) return new Refusal("household.not-surveyed", RefusalKind.Rule);
                var signed = new AgreementSigned(sign.Compensation, sign.On);
                return household.Record.Says(signed) ? Decision.Nothing : signed;
            default:
                throw new ArgumentException(command.GetType().Name, nameof(command));
        }
    }
}

public sealed class HouseholdCorrections : CorrectionRules<Household, HouseholdEvent, HouseholdCommand>
{
    protected override HouseholdEvent Correct(Guid eventId, string reason, DateOnly on, GateOverride? granted) =>
        new HouseholdCorrected(eventId, reason, on, granted);

    protected override Type? CommandFor(HouseholdEvent wrong) => wrong switch
    {
        HouseholdSurveyed => typeof(Survey),
        AgreementSigned => typeof(Sign),
        _ => null,
    };

    protected override Decision DecideReplacement(Household without, HouseholdCommand with, DecisionContext context) =>
        HouseholdRules.Decide(without, with, context);

    // An agreement without a survey before it does not hold.
    protected override IEnumerable<Finding> Broken(Household state, DecisionContext context) =>
        from signed in state.Record.InOrder()
        where signed.Event is AgreementSigned
            && !state.Record.Until(signed.Event.TakesEffectOn, signed.SortVersion).Any(before => before.Event is HouseholdSurveyed)
        select new Finding(signed.RootEventId, "test-agreement-signed");
}
