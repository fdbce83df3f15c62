using Renewal.Domain.Areas;

namespace Renewal.Features.Portfolio;

/// <summary>Two recorded facts that contradict each other.</summary>
/// <param name="Area">Code of the area.</param>
/// <param name="Code">period-short, out-of-order, step-missing, stage-ahead or stage-behind.</param>
/// <param name="Against">The milestone or stage it contradicts.</param>
/// <param name="On">Day of the milestone; of a stage that is ahead, its first day.</param>
/// <param name="DaysShort">By how much a legal minimum was cut short: working days where the period has working days.</param>
/// <param name="Word">On whose word it was recorded: override, as-happened or opening.</param>
public sealed record Contradiction(
    string Area, string Name, string Code, string Milestone, string Against, DateOnly On, int? DaysShort, string? Word)
{
    internal static Contradiction Of(string area, string name, ContradictionRow row) =>
        new(area, name, row.Code, row.Milestone, row.Against, row.On, row.Days, row.Word);
}

/// <param name="Total">How many there are in all.</param>
public sealed record ContradictionPage(IReadOnlyList<Contradiction> Items, int Total);
