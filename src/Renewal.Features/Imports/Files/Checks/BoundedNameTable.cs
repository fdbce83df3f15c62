using System.Xml;

namespace Renewal.Features.Imports.Files.Checks;

/// <summary>
/// The names an XML reader keeps for as long as it lives. A workbook uses a few hundred different ones; millions made up for the purpose
/// would fill the memory although every single tag is small.
/// </summary>
internal sealed class BoundedNameTable : XmlNameTable
{
    private readonly NameTable names = new();
    private int count;

    public override string Add(char[] array, int offset, int length) =>
        names.Get(array, offset, length) ?? Counted(names.Add(array, offset, length));

    public override string Add(string array) => names.Get(array) ?? Counted(names.Add(array));

    public override string? Get(char[] array, int offset, int length) => names.Get(array, offset, length);

    public override string? Get(string array) => names.Get(array);

    private string Counted(string name) => ++count <= LedgerLimits.Names ? name : throw RefusedFileException.Unsafe("names");
}
