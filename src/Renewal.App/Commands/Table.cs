namespace Renewal.App.Commands;

/// <summary>A text table that aligns Chinese text. The last column is not cut.</summary>
internal sealed class Table(params string[] headings)
{
    private const string Gap = "  ";

    private readonly List<string[]> rows = [];

    /// <summary>With headings in the chosen language.</summary>
    /// <param name="textKeys">Of the texts in Cli.resx, such as <c>col.code</c>.</param>
    public static Table Headed(params string[] textKeys) => new([.. textKeys.Select(key => CliText.Of(key))]);

    public bool IsEmpty => rows.Count == 0;

    public void Add(params string?[] cells) => rows.Add([.. cells.Select(DisplayWidth.Tame)]);

    public void WriteTo(TextWriter writer)
    {
        var widths = headings.Select((heading, column) =>
            rows.Select(row => DisplayWidth.Of(row[column])).Prepend(DisplayWidth.Of(heading)).Max()).ToArray();
        writer.WriteLine(Line(headings, widths));
        writer.WriteLine(string.Join(Gap, widths.Select(width => new string('-', width))));
        foreach (var row in rows) writer.WriteLine(Line(row, widths));
    }

    private static string Line(string[] cells, int[] widths) =>
        string.Join(Gap, cells.Select((cell, column) => DisplayWidth.Pad(cell, widths[column]))).TrimEnd();
}
