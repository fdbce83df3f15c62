namespace Renewal.Testing.Faults;

/// <summary>The result of a fault.</summary>
/// <param name="Broken">Promises about health or time that did not hold, in words.</param>
/// <param name="Log">What the nodes wrote.</param>
public sealed record FaultOutcome(FaultVerdict Verdict, IReadOnlyList<string> Broken, FaultWriters Writers, string Log)
{
    public override string ToString() =>
        $"{Verdict}\nslowest answer {Writers.Slowest.TotalSeconds:0.0} s; "
        + string.Join(", ", Writers.Answers.Select(answer => $"{answer.Value} × {answer.Key}"));
}
