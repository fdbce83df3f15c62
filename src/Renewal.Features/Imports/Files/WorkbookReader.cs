using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Renewal.Features.Imports.Files.Checks;
using Renewal.Features.Machine;

namespace Renewal.Features.Imports.Files;

/// <summary>Excel workbooks, new and old, as sheets of text. Each file is checked before the library reads it.</summary>
internal static class WorkbookReader
{
    /// <exception cref="RefusedFileException">The file did not pass the checks, or is larger than the limit.</exception>
    public static ReadResult ReadZip(byte[] content, CancellationToken ct)
    {
        var uncached = ZipGuard.Check(content, ct);
        return Read("xlsx", content, (stream, settings) => ExcelReaderFactory.CreateOpenXmlReader(stream, settings), uncached, ct);
    }

    /// <inheritdoc cref="ReadZip"/>
    public static ReadResult ReadOld(byte[] content, CancellationToken ct)
    {
        // Without its container: the library takes the records as they are, and those are what was checked.
        var records = CompoundFile.Workbook(content, ct);
        BiffCheck.Run(records, ct);
        return Read("xls", records, (stream, settings) => ExcelReaderFactory.CreateBinaryReader(stream, settings), [], ct);
    }

    private static ReadResult Read(
        string format, byte[] content, Func<Stream, ExcelReaderConfiguration, IExcelDataReader> open,
        IReadOnlyList<HashSet<(int Row, int Column)>> uncached, CancellationToken ct)
    {
        try
        {
            var settings = new ExcelReaderConfiguration { FallbackEncoding = Encoding.GetEncoding("GB18030") };
            using var reader = open(new CancellableStream(content, ct), settings);
            var (sheets, budget) = (new List<SheetTable>(), new CellBudget());
            do
            {
                sheets.Add(ReadSheet(reader, sheets.Count < uncached.Count ? uncached[sheets.Count] : [], budget, ct));
            }
            while (reader.NextResult());

            return ReadResult.Read(format, sheets);
        }
        catch (InvalidPasswordException)
        {
            return ReadResult.Refused(FileProblem.Unreadable("password"));
        }
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException and not RefusedFileException
            && !DiskErrors.Is(e))
        {
            // The parsers throw any exception for damaged bytes (null references included); for the user all of them mean that the file
            // cannot be read.
            return ReadResult.Refused(FileProblem.Unreadable("broken"));
        }
    }

    private static SheetTable ReadSheet(
        IExcelDataReader reader, HashSet<(int Row, int Column)> uncached, CellBudget budget, CancellationToken ct)
    {
        if (reader.FieldCount > LedgerLimits.Columns) throw RefusedFileException.TooLarge("columns", LedgerLimits.Columns);

        var rows = new List<SheetCell[]?>();
        var index = -1;
        while (reader.Read())
        {
            ct.ThrowIfCancellationRequested();
            index++;
            var cells = ReadRow(reader, index, uncached);
            // Rows that merely carry formatting often run to the end of the sheet; only text counts.
            if (index >= LedgerLimits.Rows && cells is not null) throw RefusedFileException.TooLarge("rows", LedgerLimits.Rows);
            budget.Take(cells?.Length ?? 0);
            if (index < LedgerLimits.Rows) rows.Add(cells);
        }

        MergedCells.Spread(rows, reader.FieldCount, reader.MergeCells ?? [], budget);
        var hidden = !string.Equals(reader.VisibleState, "visible", StringComparison.OrdinalIgnoreCase);
        return new SheetTable(reader.Name, hidden, reader.FieldCount, WithText(rows));
    }

    // As long as its last cell with something in it: empty cells to the right of it are not kept.
    private static SheetCell[]? ReadRow(IExcelDataReader reader, int row, HashSet<(int Row, int Column)> uncached)
    {
        SheetCell[]? cells = null;
        for (var column = reader.FieldCount - 1; column >= 0; column--)
        {
            var marks = uncached.Contains((row, column)) ? CellMarks.FormulaWithoutValue : CellMarks.None;
            var text = CellText.Of(reader, column);
            if (text.Length == 0 && marks == CellMarks.None) continue;
            cells ??= new SheetCell[column + 1];
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
