using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Renewal.Features.Replay;

namespace Renewal.App.Tests;

/// <summary>The end of a fixture's host.</summary>
internal static class ReplayedShutdown
{
    /// <summary>Whatever the tests recorded, every view must follow from the events; then the host stops.</summary>
    public static async Task ReplayAndStopAsync(this WebApplication app)
    {
        try
        {
            var replay = app.Services.GetRequiredService<ReplayCheck>();
            Assert.Empty((await replay.RunAsync(null, null, null, CancellationToken.None)).Differences);
        }
        finally
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
