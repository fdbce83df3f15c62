namespace Renewal.Postgres.Tests;

/// <summary>Keeps the progress lines in order; the framework's own Progress would deliver them later on another thread.</summary>
internal sealed class ProgressLines : IProgress<string>
{
    internal List<string> Lines { get; } = [];

    public void Report(string value) => Lines.Add(value);
}
