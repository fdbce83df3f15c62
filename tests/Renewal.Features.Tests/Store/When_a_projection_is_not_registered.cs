using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;
using Renewal.Domain.Areas;
using Renewal.Features.Store;

namespace Renewal.Features.Tests.Store;

/// <summary>A view that imports, rebuild, replay and health do not know must not run.</summary>
public sealed class When_a_projection_is_not_registered
{
    [Theory]
    [InlineData(ProjectionLifecycle.Inline)]
    [InlineData(ProjectionLifecycle.Async)]
    public void the_start_fails_and_names_it(ProjectionLifecycle lifecycle)
    {
        using var store = DocumentStore.For(options =>
        {
            RenewalStore.Configure(options, "Host=127.0.0.1;Database=none");
            options.Projections.Add<ObstacleCountProjection>(lifecycle);
        });

        var refused = Assert.Throws<InvalidOperationException>(() => RegisteredViews.MustBeComplete(store));
        Assert.Contains(nameof(ObstacleCountProjection)[..^"Projection".Length], refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void the_program_itself_starts()
    {
        using var store = DocumentStore.For(options => RenewalStore.Configure(options, "Host=127.0.0.1;Database=none"));
        RegisteredViews.MustBeComplete(store);
    }
}

public sealed record ObstacleCount
{
    public Guid Id { get; init; }

    public int Obstacles { get; init; }
}

public sealed class ObstacleCountProjection : SingleStreamProjection<ObstacleCount, Guid>
{
    public override ObstacleCount? Evolve(ObstacleCount? snapshot, Guid id, IEvent e) => e.Data is ObstacleRaised
        ? new ObstacleCount { Id = id, Obstacles = (snapshot?.Obstacles ?? 0) + 1 }
        : snapshot;
}
