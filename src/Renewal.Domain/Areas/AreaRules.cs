using System.Diagnostics;

namespace Renewal.Domain.Areas;

/// <summary>The one entrance to the rules: every command, whatever door it came through, is decided here.</summary>
public static class AreaRules
{
    public static Decision Decide(Area area, AreaCommand command, Setting setting)
    {
        command = Whole(command);
        if (command is RegisterArea register) return OpeningRules.Decide(area, register, setting);
        if (area.Registration is null) return Refusals.AreaUnknown(command.Code);
        return command switch
        {
            TakeOpeningPosition c => OpeningRules.Decide(area, c, setting),
            RecordMilestone c => MilestoneRules.Decide(area, c, setting),
            ConfirmMilestone c => MilestoneRules.Decide(area, c, setting),
            ChangeStage c => StageRules.Decide(area, c, setting),
            SetPlan c => PlanRules.Decide(area, c, setting),
            AssignDuty c => PlanRules.Decide(area, c, setting),
            LabelArea c => PlanRules.Decide(area, c, setting),
            NoteProgress c => PlanRules.Decide(area, c, setting),
            RaiseObstacle c => ObstacleRules.Decide(area, c, setting),
            ResolveObstacle c => ObstacleRules.Decide(area, c, setting),
            SuspendArea c => StatusRules.Decide(area, c, setting),
            ResumeArea c => StatusRules.Decide(area, c, setting),
            TerminateArea c => StatusRules.Decide(area, c, setting),
            CorrectFact c => CorrectionRules.Decide(area, c, setting),
            _ => throw new UnreachableException($"{command.GetType().Name} has no line in AreaRules."),
        };
    }

    // A list that a door left out is an empty one.
    private static AreaCommand Whole(AreaCommand command) => command switch
    {
        RegisterArea { Labels.IsDefault: true } c => c with { Labels = [] },
        TakeOpeningPosition { Milestones.IsDefault: true } c => c with { Milestones = [] },
        RecordMilestone { Attachments.IsDefault: true } c => c with { Attachments = [] },
        LabelArea { Labels.IsDefault: true } c => c with { Labels = [] },
        _ => command,
    };
}
