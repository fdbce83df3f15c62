namespace Renewal.Domain.Access;

/// <summary>
/// An administrative-division code (行政区划代码): 42 province, 4201 city, 420112 district, 420112001 street. A right over a code includes
/// the codes below it, so a prefix test is enough.
/// </summary>
public static class Jurisdiction
{
    /// <summary>Only for the operator of the machine, who has the database's credentials. No account can have it.</summary>
    public const string Everywhere = "*";

    public static bool IsWellFormed(string? code) => code?.Length is 2 or 4 or 6 or 9 or 12 && code.All(char.IsAsciiDigit);

    public static bool Covers(string held, string code) =>
        held == Everywhere || IsWellFormed(held) && code.StartsWith(held, StringComparison.Ordinal);
}
