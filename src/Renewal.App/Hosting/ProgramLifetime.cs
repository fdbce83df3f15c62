namespace Renewal.App.Hosting;

/// <summary>
/// Leaves Ctrl+C and termination to the program that runs the host (Commands/Cli.cs), which lets a start finish before it stops; the
/// framework's own lifetime would abort the start and report a failure.
/// </summary>
internal sealed class ProgramLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
