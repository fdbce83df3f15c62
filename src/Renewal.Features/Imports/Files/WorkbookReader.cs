using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Renewal.Features.Machine;

namespace Renewal.Features.Imports.Files;

/// <summary>Excel workbooks, new and old, as sheets of text.</summary>
internal static class WorkbookReader
{
    private static readonly byte[] encryptedPackage = Encoding.Unicode.GetBytes("EncryptedPackage");

    public static ReadResult Read(byte[] content, string format, CancellationToken ct)
    {
        try
        {
            var uncached = format == "xlsx" ? UncachedFormulas.Find(content, ct) : [];
            if (uncached is null) return ReadResult.Refused(FileProblem.TooLarge("rows", LedgerLimits.Rows));
            using var reader = OpenAs(format, new MemoryStream(content, writable: false));
            var sheets = new List<SheetTable>();
            do
            {
                var positions = sheets.Count < uncached.Count ? uncached[sheets.Count] : [];
                var (sheet, problem) = ReadSheet(reader, positions, ct);
                if (problem is not null) return ReadResult.Refused(problem);
                sheets.Add(sheet!);
            }
            while (reader.NextResult());

            return ReadResult.Read(format, sheets);
        }
        catch (InvalidPasswordException)
        {
            return ReadResult.Refused(FileProblem.Unreadable("password"));
        }
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException && !DiskTrouble.Is(e))
        {
            // The parsers meet damaged bytes with whatever exception lies nearest (null references included); to the sender all
            // of them mean the same: this file cannot be read.
            return ReadResult.Refused(FileProblem.Unreadable(IsEncryptedPackage(content) ? "password" : "broken"));
        }
    }

    // Not the factory's own guess: it would also decrypt a package with Excel's well-known default password, and what comes out of that
    // has not passed the zip guard.
    private static IExcelDataReader OpenAs(string format, Stream stream)
    {
        var configuration = new ExcelReaderConfiguration { FallbackEncoding = Encoding.GetEncoding("GB18030") };
        return format == "xlsx"
            ? ExcelReaderFactory.CreateOpenXmlReader(stream, configuration)
            : ExcelReaderFactory.CreateBinaryReader(stream, configuration);
    }

    // A protected .xlsx is an old-style document with the real workbook encrypted in a part of this name.
    private static bool IsEncryptedPackage(byte[] content) => content.AsSpan().IndexOf(encryptedPackage) >= 0;

    private static (SheetTable? Sheet, FileProblem? Problem) ReadSheet(
        IExcelDataReader reader, HashSet<(int Row, int Column)> uncached, CancellationToken ct)
    {
        if (reader.FieldCount > LedgerLimits.Columns) return (null, FileProblem.TooLarge("columns", LedgerLimits.Columns));

        var rows = new List<SheetCell[]?>();
        var index = -1;
        while (reader.Read())
        {
            ct.ThrowIfCancellationRequested();
            index++;
            var cells = ReadRow(reader, index, uncached);
            // Rows that merely carry formatting often run to the end of the sheet; only text counts.
            if (index >= LedgerLimits.Rows && cells is not null) return (null, FileProblem.TooLarge("rows", LedgerLimits.Rows));
            if (index < LedgerLimits.Rows) rows.Add(cells);
        }

        MergedCells.Spread(rows, reader.FieldCount, reader.MergeCells ?? []);
        var hidden = !string.Equals(reader.VisibleState, "visible", StringComparison.OrdinalIgnoreCase);
        return (new SheetTable(reader.Name, hidden, reader.FieldCount, WithText(rows)), null);
    }

    private static SheetCell[]? ReadRow(IExcelDataReader reader, int row, HashSet<(int Row, int Column)> uncached)
    {
        SheetCell[]? cells = null;
        for (var column = 0; column < reader.FieldCount; column++)
        {
            var marks = uncached.Contains((row, column)) ? CellMarks.FormulaWithoutValue : CellMarks.None;
            var text = CellText.Of(reader, column);
            if (text.Length == 0 && marks == CellMarks.None) continue;
            cells ??= new SheetCell[reader.FieldCount];
            cells[column] = new SheetCell(text, marks);
        }

        return cells;
    }

    private static List<SheetRow> WithText(List<SheetCell[]?> rows) =>
    [
        .. rows.Select((cells, index) => (Cells: cells, Number: index + 1))
            .Where(row => row.Cells is not null && row.Cells.Any(cell => !cell.IsEmpty || cell.Marks != CellMarks.None))
            .Select(row => new SheetRow(row.Number, row.Cells!)),
    ];
}
