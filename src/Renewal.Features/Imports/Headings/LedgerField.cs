namespace Renewal.Features.Imports.Headings;

/// <summary>Something a layout looks for, and the headings under which offices write it.</summary>
/// <param name="Token">Its name in problems and mappings: name, stage, as-of …</param>
/// <param name="Aliases">The surest first: where two columns match, the surer heading wins.</param>
/// <param name="Measured">Whether the heading may carry a unit of area, as in 占地面积（亩）.</param>
public sealed record LedgerField(string Token, bool Required, IReadOnlyList<string> Aliases, bool Measured = false);
