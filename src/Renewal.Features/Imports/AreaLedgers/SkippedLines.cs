using System.Text.RegularExpressions;
using Renewal.Features.Imports.Files;
using Renewal.Features.Imports.Headings;
using Renewal.Features.Imports.Values;

namespace Renewal.Features.Imports.AreaLedgers;

/// <summary>
/// Recognises lines that are not areas: totals, remarks, signatures, headings repeated on every printed page, numbered empty lines.
/// Only the reason is stored, never the text: signature lines name people.
/// </summary>
internal static partial class SkippedLines
{
    /// <summary>Why the row is not an area; null when it is one, even with mistakes.</summary>
    public static string? Why(SheetRow row, LedgerMapping mapping)
    {
        if (mapping.Columns.All(column => row.At(column.Index) is { IsEmpty: true, Marks: CellMarks.None })) return Unused(row);

        var nameColumn = mapping.Columns.First(column => column.Field == AreaLedgerFields.Name);
        var name = LedgerText.Folded(LedgerText.Truncate(row.At(nameColumn.Index).Text));
        if (ByWords(name) is { } why) return why;
        if (name == HeadingText.Folded(nameColumn.Heading) || MergedOverTheTable(row, mapping)) return "heading";

        // 合计 and 填报人： often stand in the column of running numbers, or of kinds, and what follows looks like a name. A remark is one
        // only without a name, since a column of remarks may come first.
        return ByWords(FirstText(row)) is { } byFirst && (byFirst != "remark" || name.Length == 0) ? byFirst : null;
    }

    private static string Unused(SheetRow row) => ByWords(FirstText(row)) ?? "unused";

    private static string FirstText(SheetRow row) =>
        LedgerText.Folded(LedgerText.Truncate(row.Cells.FirstOrDefault(cell => !cell.IsEmpty).Text));

    private static string? ByWords(string folded)
    {
        if (Total().IsMatch(folded)) return "total";
        if (Remark().IsMatch(folded)) return "remark";
        return Signature().IsMatch(folded) ? "signature" : null;
    }

    // 一、国有土地上房屋征收 over all columns heads the rows below it.
    private static bool MergedOverTheTable(SheetRow row, LedgerMapping mapping)
    {
        var texts = mapping.Columns.Select(column => row.At(column.Index)).ToList();
        return texts.Count > 2 && texts.TrueForAll(cell => cell.Marks.HasFlag(CellMarks.MergedAcross) && cell.Text == texts[0].Text);
    }

    [GeneratedRegex(@"^.{0,8}(合计|小计|总计|共计|累计)([:(].*|[0-9].*)?$", RegexOptions.Singleline)]
    private static partial Regex Total();

    [GeneratedRegex(@"^(注|备注|说明|附注|填表说明)([0-9]*[:.].*)?$", RegexOptions.Singleline)]
    private static partial Regex Remark();

    [GeneratedRegex("^(填报|填表|制表|审核|复核|审批|联系|经办|报送|(单位)?负责|分管)(人|人签字|单位|日期|时间|电话|方式|领导)?[:(].*$", RegexOptions.Singleline)]
    private static partial Regex Signature();
}
