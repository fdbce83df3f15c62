using System.CommandLine;

namespace Renewal.App.Commands;

/// <summary>A command with its examples; its words come from the texts under its full name.</summary>
internal sealed class Verb : Command
{
    public Verb(string name, string textKey, params string[] examples) : base(name, Say.Of(textKey)) => Examples = examples;

    /// <summary>Command lines to copy, shown by <c>--help</c>.</summary>
    public IReadOnlyList<string> Examples { get; }

    public Verb Runs(Func<Desk, Task<int>> run)
    {
        SetAction(async (parsed, ct) =>
        {
            await using var desk = new Desk(parsed, ct);
            return await run(desk);
        });
        return this;
    }
}
