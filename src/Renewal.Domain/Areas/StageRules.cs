using System.Collections.Immutable;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Areas;

/// <summary>Moves an area to another stage: the officer's central act.</summary>
public sealed record ChangeStage(string Code, string Stage, DateOnly EffectiveOn) : AreaCommand<StageChanged>(Code)
{
    public string? DocumentNumber { get; init; }

    public string? Note { get; init; }

    /// <summary>Needed when the stage goes back, or forward without a milestone that only warns.</summary>
    public string? Reason { get; init; }

    public OverrideRequest? OverrideWith { get; init; }

    public override OverrideRequest? Override => OverrideWith;

    internal override string? GivenReason => Reason ?? OverrideWith?.Reason;

    internal override Decision Decide(Area area, DecisionContext context) => StageRules.Decide(area, this, context);
}

/// <summary>The rules on stages: one step forward when every required milestone of the stage was passed, back with a reason.</summary>
public static class StageRules
{
    public static Decision Decide(Area area, ChangeStage command, DecisionContext context)
    {
        if (Stage.Find(command.Stage) is not { } to) return Refusals.StageUnknown(command.Stage);
        var texts = new TextRules().Optional("documentNumber", command.DocumentNumber).Optional("note", command.Note, TextRules.NoteLength)
            .Optional("reason", command.Reason, TextRules.NoteLength).Override(command.Override);
        if (texts.Refusal is { } text) return text;
        if (DateRules.Check(area, "effectiveOn", command.EffectiveOn, context) is { } date) return date;

        var changed = new StageChanged(to.Code, command.EffectiveOn, command.DocumentNumber, command.Note, command.Reason, null);
        if (area.Record.Says(changed)) return Decision.Nothing;

        var then = area.On(command.EffectiveOn, context);
        if (DateRules.CheckAtWork(then) is { } halted) return halted;
        if (then.Stage is not { } from) return Refusals.StageBefore(area.Floor);
        if (to == from) return Refusals.StageSame(to.Code);
        if (to.Order < from.Order)
            return string.IsNullOrWhiteSpace(command.Reason) ? Refusals.StageNeedsReason(to.Code) : Accept(area, changed, context);

        if (!IsNext(from, to, then)) return Refusals.StageOrder(to.Code, from.Next?.Code);
        var missing = Missing(from, then).Select(row => row.Code).ToImmutableArray();
        var warned = string.IsNullOrWhiteSpace(command.Reason) ? Warned(from, then).Select(row => row.Code).ToImmutableArray() : [];
        if (missing.IsEmpty && warned.IsEmpty) return Accept(area, changed, context);
        if (command.Override is not { } request)
            return missing.IsEmpty ? Refusals.StageExpects(to.Code, warned) : Refusals.StageGateShut(to.Code, missing);
        // The reason of an override also answers a warning; then it must be recorded.
        var granted = request.For([.. missing, .. warned]);
        return Accept(area, changed with { Override = granted }, context);
    }

    /// <summary>Required milestones that are open in a stage and block the next one.</summary>
    public static IEnumerable<MilestoneKind> Missing(Stage stage, AreaState state) =>
        state.Table.Closing(stage).Where(row => !state.IsBehind(row.Code) && !LaterPrerequisites.OnlyWarns(row, state));

    /// <summary>Open milestones of a stage that may be skipped with a reason.</summary>
    public static IEnumerable<MilestoneKind> Warned(Stage stage, AreaState state) =>
        state.Table.RequiredRows.Where(row => row.Track == stage.Code && !state.IsBehind(row.Code)
            && (row.OnlyWarns || LaterPrerequisites.OnlyWarns(row, state)));

    /// <summary>The next stage, or the one after it if a reached milestone says that the next does not apply.</summary>
    public static bool IsNext(Stage from, Stage to, AreaState state) =>
        to == from.Next || to == from.Next?.Next && state.Table.Rows.Any(row =>
            row.SkipsStage == from.Next.Code && state.Reached.ContainsKey(row.Code));

    // A stage change dated before a later one must leave the later one valid.
    private static Decision Accept(Area area, StageChanged changed, DecisionContext context) =>
        Consistency.After(area, changed, context) is { IsEmpty: false } broken
            ? Refusals.StageBefore(area.Latest().StageSince ?? area.Floor) with { Needs = broken } : changed;
}
