using System.Diagnostics;

namespace Renewal.Domain.Areas;

/// <summary>The one entry to the rules: every command, through whatever channel, is decided here.</summary>
public static class AreaRules
{
    public static Decision Decide(Area area, AreaCommand command, DecisionContext context)
    {
        command = WithDefaults(command);
        if (command is RegisterArea register) return RegistrationRules.Decide(area, register, context);
        if (area.Registration is null) return Refusals.AreaUnknown(command.Code);
        return command switch
        {
            TakeOpeningPosition c => OpeningRules.Decide(area, c, context),
            RecordMilestone c => MilestoneRules.Decide(area, c, context),
            ConfirmMilestone c => ConfirmationRules.Decide(area, c, context),
            ChangeStage c => StageRules.Decide(area, c, context),
            SetPlan c => PlanRules.Decide(area, c, context),
            AssignDuty c => DutyRules.Decide(area, c, context),
            LabelArea c => LabelRules.Decide(area, c, context),
            NoteProgress c => ProgressRules.Decide(area, c, context),
            RaiseObstacle c => ObstacleRules.Decide(area, c, context),
            ResolveObstacle c => ObstacleRules.Decide(area, c, context),
            SuspendArea c => StatusRules.Decide(area, c, context),
            ResumeArea c => StatusRules.Decide(area, c, context),
            TerminateArea c => StatusRules.Decide(area, c, context),
            CorrectFact c => AreaCorrections.Rules.Decide(area, c, context),
            _ => throw new UnreachableException($"{command.GetType().Name} has no line in AreaRules."),
        };
    }

    // A list that the caller left out is an empty one.
    private static AreaCommand WithDefaults(AreaCommand command) => command switch
    {
        RegisterArea { Labels.IsDefault: true } c => c with { Labels = [] },
        TakeOpeningPosition { Milestones.IsDefault: true } c => c with { Milestones = [] },
        RecordMilestone { Attachments.IsDefault: true } c => c with { Attachments = [] },
        LabelArea { Labels.IsDefault: true } c => c with { Labels = [] },
        _ => command,
    };
}
