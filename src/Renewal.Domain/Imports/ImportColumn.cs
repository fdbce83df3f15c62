using System.Collections.Immutable;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Imports;

/// <summary>
/// A column of a ledger that leads to a command of its own where it says something new of its day. (Name, kind, stage and the other
/// columns of a registration or an opening position belong together and stand in <see cref="LedgerEntry"/> itself.)
/// </summary>
public abstract class ImportColumn
{
    /// <summary>All there are: one class each.</summary>
    public static readonly ImmutableArray<ImportColumn> All =
    [
        .. typeof(ImportColumn).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ImportColumn)) && !type.IsAbstract)
            .Select(type => (ImportColumn)Activator.CreateInstance(type)!).OrderBy(column => column.Token, StringComparer.Ordinal),
    ];

    /// <summary>Its name in problems, mappings and previews: small letters and hyphens.</summary>
    public abstract string Token { get; }

    public abstract Wording Title { get; }

    /// <summary>Headings it goes by, the surest first: half-width, small letters, no blanks.</summary>
    public abstract ImmutableArray<string> Headings { get; }

    /// <summary>What the record says, as a cell would; null when it says nothing.</summary>
    public abstract string? In(AreaState state);

    /// <summary>What an event says, as a cell would; null when it speaks of something else.</summary>
    public abstract string? In(AreaEvent happened);

    /// <summary>The command that records a value, which the rules may refuse as they refuse any other.</summary>
    /// <param name="code">The area's code of today.</param>
    /// <param name="value">The cell, trimmed; never empty.</param>
    public abstract AreaCommand Record(string code, string value, LedgerEntry row);
}

/// <summary>A cell of such a column.</summary>
public sealed record ImportValue(ImportColumn Column, string Value);
