using System.Collections.Immutable;

namespace Renewal.Domain.Areas;

/// <summary>Sets the labels of an area.</summary>
public sealed record LabelArea(string Code, ImmutableArray<string> Labels) : AreaCommand<AreaLabelled>(Code)
{
    internal override AreaCommand WithDefaults() => Labels.IsDefault ? this with { Labels = [] } : this;

    internal override Decision Decide(Area area, DecisionContext context) => LabelRules.Decide(area, this, context);
}

/// <summary>Labels: free words to group areas by.</summary>
public static class LabelRules
{
    public static Decision Decide(Area area, LabelArea command, DecisionContext context)
    {
        if (new TextRules().Each("labels", command.Labels).Refusal is { } text) return text;
        var labels = command.Labels.Distinct().ToImmutableArray();
        return area.On(context.Today, context).Labels.SequenceEqual(labels) ? Decision.Nothing : new AreaLabelled(labels, context.Today);
    }
}
