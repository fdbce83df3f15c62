using System.Globalization;
using System.Text;
using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Tests.Catalogue;

/// <summary>Writes every table as the reference page, so that the page cannot say anything the rules do not do.</summary>
internal static class MilestoneKindsPage
{
    private const string Head = """
        # Milestone kinds 里程碑目录

        Generated from the catalogue in code (`RENEWAL_APPROVE=1 dotnet test tests/Renewal.Domain.Tests` rewrites it). Do not edit by hand.

        Marks of confidence 依据可信度: **A** primary text read in full 已读原文; **B** official notice or several independent pages 官方公告或多个来源;
        **C** one page, or practice rather than law 单一来源或做法; **K** general knowledge, unverified 未核实.
        A `?` after an article: content confirmed, number not 条号未核.

        Conditions 前置: plain = blocks 必须; *(warn)* = may be missing with a reason 说明理由可过; *(note)* = only shown 仅提示;
        *(net)* = only where the site is cleared before listing 仅限净地挂牌. The office's own order of milestones blocks whatever
        the mark of its row; a clock marked K never blocks.

        Clocks 期限: `≥` not before, the last day is enough 不早于; `>` only after it 期满后; `≤` due by 不晚于 (late is shown, never refused).
        cd = calendar days 自然日, wd = working days 工作日, mo = months 月.

        Days 起止: a milestone is judged by the rows, conditions and clocks that are law on its own day 按节点自身日期所施行的规定判断.
        A milestone whose law changed has one row for each law. A basis has the days of its source, a clock those of its basis, unless
        other days are given.

        """;

    public static string Write()
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var version in Catalogues.Versions) Write(page, version);

        page.Append("\n## Exceptions 例外\n\nWhat statutes say about procedures begun before they came into force 法律对施行前已开始程序的专门规定.\n\n");
        page.Append("| code | from | rule | basis |\n|---|---|---|---|\n");
        foreach (var rule in TransitionRules.All)
            Row(page, Code(rule.Code), Day(rule.Since), $"{rule.Says.Chinese}<br>{rule.Says.English}", Basis(rule.Basis));

        page.Append("\n## Regimes 适用规则\n\n| code | name | from | until | basis |\n|---|---|---|---|---|\n");
        foreach (var regime in Regimes.All)
        {
            Row(page, Code(regime.Code), $"{regime.Chinese}<br>{regime.English}", Day(regime.From), Day(regime.Until), Basis(regime.Basis));
        }

        page.Append("\n## Sources 依据\n\n| key | source | from | until | dated | read | page |\n|---|---|---|---|---|---|---|\n");
        foreach (var source in LegalSource.All)
        {
            Row(page, source.Key, $"{source.Chinese}<br>{source.English}", Day(source.Effective?.From), Day(source.Effective?.Until),
                source.Dated, Mark(source.Read), source.Address is { } address ? $"<{address}>" : "");
        }

        return page.ToString();
    }

    private static void Write(StringBuilder page, KindCatalogue version)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {version.Kind.Chinese} {version.Kind.English}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"`{version.Kind.Code}`, version {version.Version}, ");
        page.Append(CultureInfo.InvariantCulture, $"{version.Milestones.Length} milestones in {version.Rows.Length} rows; ");
        page.AppendJoin(", then ", version.Regimes.Select(regime => $"{Code(regime.Code)} ({regime.Chinese})")).Append(".\n\n");
        page.Append("| track | milestone 里程碑 | from 起 | until 止 | conditions 前置 | clocks 期限 | basis 依据 | evidence and remarks 材料与说明 |\n");
        page.Append("|---|---|---|---|---|---|---|---|\n");
        foreach (var row in version.Rows)
        {
            Row(page, row.Track,
                $"{row.Chinese}<br>{row.English}<br>{Code(row.Code)}<br>{Actors.NameOf(row.Actor).Chinese} {Code(row.Actor)}",
                Day(row.Effective?.From), Day(row.Effective?.Until),
                string.Join("<br>", row.Gates.Select(Gate)),
                string.Join("<br>", row.Clocks.Select(Clock).Concat(row.Lapses is { } lapse ? [Lapses(lapse)] : [])),
                string.Join("<br>", row.Bases.Select(Basis)),
                string.Join("<br>", Notes(row)));
        }
    }

    private static IEnumerable<string> Notes(MilestoneKind row)
    {
        if (row.OnlyIf is { } condition) yield return $"**only if 仅当**: {condition.Chinese} {condition.English}";
        if (row.InsteadOf is { } success)
        {
            yield return $"**instead of 代替** {Code(success)}, reopens 重新打开 {string.Join(", ", row.Reopens.Select(Code))}";
        }

        if (!row.Renews.IsEmpty) yield return $"may be recorded anew 可再次登记 {string.Join(", ", row.Renews.Select(Code))}";
        if (row.NotAfter is { } settled) yield return $"not after 不得晚于 {Code(settled)}";

        if (row.OnlyWarns) yield return "**only warns 缺少时说明理由即可**";
        if (row.SkipsStage is { } stage) yield return $"**skips stage 跳过阶段** {Code(stage)}";
        if (row.NeedsReasonAndApprover) yield return "**needs reason and approver 须说明理由并注明批准机关**";
        if (row.Transition is { } transition) yield return $"exception 例外 {Code(transition.Code)}";
        if (row.Evidence is { } evidence) yield return $"{evidence.Chinese} {evidence.English}";
        if (row.Remark is { } remark) yield return $"*{remark.Chinese} {remark.English}*";
    }

    private static string Gate(Gate gate) => string.Join(" / ", gate.AnyOf.Select(Code))
        + gate.Strength switch { GateStrength.Warn => " *(warn)*", GateStrength.Inform => " *(note)*", _ => "" }
        + (gate.Applies is GateCondition.WhenClearedBeforeListing ? " *(net)*" : "") + Days(gate.Effective, null);

    private static string Clock(ClockRule clock) =>
        clock.Bound switch { ClockBound.Minimum => "≥ ", ClockBound.After => "> ", _ => "≤ " }
        + $"{string.Join(" + ", clock.Periods.Select(Length))} from {Code(clock.From)}, {Basis(clock.Basis)}"
        + (clock is { Bound: not ClockBound.Maximum, Purpose: PeriodPurpose.Objection } ? " *(objections)*" : "")
        + Days(clock.Effective, clock.Basis.Effective) + (clock.Transition is { } rule ? $", exception 例外 {Code(rule.Code)}" : "");

    private static string Lapses(Lapse lapse) => $"lapses 失效 ≤ {Length(lapse.Longest)}, {Basis(lapse.Basis)}";

    private static string Length(Period period) =>
        $"{period.Amount} {period.Unit switch { PeriodUnit.CalendarDays => "cd", PeriodUnit.WorkingDays => "wd", _ => "mo" }}";

    private static string Basis(Basis basis) => $"{basis.Source} {basis.Article}".TrimEnd() + $" **{Mark(basis.Confidence)}**"
        + Days(basis.Effective, LegalSource.Find(basis.Source)?.Effective);

    private static string Days(EffectivePeriod? days, EffectivePeriod? usual) =>
        days is null || days == usual ? "" : $" ({Day(days.From)} .. {Day(days.Until)})";

    private static string Mark(Confidence confidence) => confidence switch
    {
        Confidence.PrimaryText => "A",
        Confidence.OfficialOrSeveral => "B",
        Confidence.OneSource => "C",
        _ => "K",
    };

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–";

    private static string Code(string code) => $"`{code}`";

    private static void Row(StringBuilder page, params IEnumerable<string> cells) =>
        page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
