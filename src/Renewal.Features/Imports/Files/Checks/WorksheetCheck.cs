using System.Globalization;
using System.Xml;

namespace Renewal.Features.Imports.Files.Checks;

/// <summary>
/// Follows the nodes of a worksheet or of the shared strings: how many cells a row has, how far down rows go, how much text cells show.
/// It also finds formulas without a result: some programs leave the calculation to Excel, and some formulas fail (#REF!). The library
/// gives such a cell as empty; the user, who sees a value there, must be told.
/// </summary>
internal sealed class WorksheetCheck(TextBudget texts)
{
    // A number of a shared string has a few digits; the library would also read it behind any number of zeros.
    private const int LongestNumber = 256;

    private readonly char[] chunk = new char[LongestNumber];
    private readonly System.Text.StringBuilder number = new();
    private int rowNumber, cellsInRow, merges, columns;
    private long text, item;
    private int runs;
    private Cell cell = new(null, null);

    /// <summary>Cells whose formula has no result, counted from 0.</summary>
    public HashSet<(int Row, int Column)> Uncached { get; } = [];

    /// <summary>The number of the last row, counted from 1.</summary>
    public int LastRow { get; private set; }

    public void See(XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                Start(reader);
                if (reader.IsEmptyElement) End(reader.LocalName);
                break;
            case XmlNodeType.EndElement:
                End(reader.LocalName);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                Text(reader);
                break;
        }
    }

    private void Start(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "row":
                StartRow(reader.GetAttribute("r"));
                break;
            case "c":
                // The library keeps the cells of a row together until it has all of them.
                if (++cellsInRow > LedgerLimits.WidestSheet) throw RefusedFileException.TooLarge("cells", LedgerLimits.Cells);
                cell = new Cell(reader.GetAttribute("r"), reader.GetAttribute("t"));
                if (Position(cell.Reference) is { Row: >= LedgerLimits.LongestSheet })
                    throw RefusedFileException.TooLarge("rows", LedgerLimits.Rows);
                break;
            case "f":
                cell = cell with { IsFormula = true };
                break;
            case "v" or "t":
                (text, _) = (0, number.Clear());
                break;
            case "is" or "si":
                (item, runs) = (0, 0);
                cell = cell with { IsInline = true };
                break;
            case "mergeCell" when ++merges > LedgerLimits.Merges:
            case "col" when ++columns > LedgerLimits.Merges:
                throw RefusedFileException.Unsafe("counts");
        }
    }

    private void StartRow(string? number)
    {
        var next = rowNumber + 1;
        if (number is not null && (!int.TryParse(number, CultureInfo.InvariantCulture, out next) || next > LedgerLimits.LongestSheet))
            throw RefusedFileException.TooLarge("rows", LedgerLimits.Rows);
        // The same row again continues it.
        if (next != rowNumber) cellsInRow = 0;
        rowNumber = next;
        LastRow = Math.Max(LastRow, next);
    }

    private void Text(XmlReader reader)
    {
        for (int read; (read = reader.ReadValueChunk(chunk, 0, chunk.Length)) > 0;)
        {
            text += read;
            if (number.Length <= LongestNumber) number.Append(chunk, 0, read);
        }
    }

    private void End(string name)
    {
        switch (name)
        {
            case "v":
                texts.Take(text);
                cell = cell with { HasValue = cell.HasValue || text > 0 };
                if (cell.Type == "s") ShowShared();
                break;
            case "t":
                texts.Take(text);
                texts.Joined(item += text);
                if (++runs > LedgerLimits.Runs) throw RefusedFileException.Unsafe("runs");
                break;
            case "si":
                texts.Share((int)item);
                break;
            case "c" when cell.HasNoResult && Position(cell.Reference) is { } position && IsRead(position):
                Uncached.Add(position);
                break;
        }
    }

    private void ShowShared()
    {
        if (number.Length > LongestNumber) throw RefusedFileException.Unsafe("counts");
        if (int.TryParse(number.ToString(), NumberStyles.Any, CultureInfo.InvariantCulture, out var shared)) texts.Show(shared);
    }

    private static bool IsRead((int Row, int Column) position) =>
        position is { Row: < LedgerLimits.Rows, Column: < LedgerLimits.Columns };

    private static (int Row, int Column)? Position(string? reference)
    {
        var letters = (reference ?? "").TakeWhile(char.IsAsciiLetterUpper).ToArray();
        if (letters.Length is 0 or > 3 || !int.TryParse(reference.AsSpan(letters.Length), out var row)) return null;
        return (row - 1, letters.Aggregate(0, (column, letter) => (column * 26) + letter - 'A' + 1) - 1);
    }

    private readonly record struct Cell(string? Reference, string? Type)
    {
        public bool IsFormula { get; init; }
        public bool IsInline { get; init; }
        public bool HasValue { get; init; }

        public bool HasNoResult => Type == "e" || (IsFormula && !HasValue && !IsInline);
    }
}
