using System.Xml;

namespace Renewal.Features.Imports.Files.Checks;

/// <summary>What the whole workbook has used up so far; one for all its parts.</summary>
internal sealed class XmlBudget
{
    // <row>, <c>, <v> or <is><t>, and what closes them: a cell with text takes six tags, one without at least one.
    private const long MostTags = 6L * LedgerLimits.Cells;

    private long tags;

    public void Tag()
    {
        if (++tags > MostTags) throw RefusedFileException.TooLarge("cells", LedgerLimits.Cells);
    }
}

/// <summary>
/// Checks one part as a stream, under limits, before a library reads it: depth, tags, attributes, names, and the length of each token.
/// Nothing is built in memory.
/// </summary>
internal static class XmlPartCheck
{
    /// <summary>Tells whether the part is XML as far as a root element. Malformed XML ends the check: every reader ends there.</summary>
    /// <param name="watch">Gets every node, the root first.</param>
    /// <exception cref="RefusedFileException">A limit was passed.</exception>
    public static bool Run(PartStream part, XmlBudget budget, Action<XmlReader> watch)
    {
        var rooted = false;
        // The same rules as the library's own reader, so that both stop at the same error.
        var settings =
            new XmlReaderSettings { NameTable = new BoundedNameTable(), DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using var reader = XmlReader.Create(part, settings);
            while (Next(reader, part))
            {
                if (reader.NodeType is XmlNodeType.Element) Start(reader, budget);
                else if (reader.NodeType is XmlNodeType.EndElement) budget.Tag();
                rooted |= reader.NodeType is XmlNodeType.Element;
                watch(reader);
            }
        }
        catch (XmlException)
        {
            // Reported by the library if it needs the part at all; some programs write malformed parts that nobody reads.
            part.Drain();
        }

        return rooted;
    }

    private static bool Next(XmlReader reader, PartStream part)
    {
        part.Answered();
        return reader.Read();
    }

    private static void Start(XmlReader reader, XmlBudget budget)
    {
        budget.Tag();
        if (reader.Depth > LedgerLimits.Depth) throw RefusedFileException.Unsafe("depth");
        if (reader.AttributeCount > LedgerLimits.Attributes) throw RefusedFileException.Unsafe("attributes");
    }
}
