using JasperFx.Events.Projections;
using Marten;

namespace Renewal.Features.Store;

/// <summary>Compares the registered projections with <see cref="StreamType.All"/>.</summary>
public static class RegisteredViews
{
    /// <summary>
    /// Every projection must belong to a stream type: bulk insert, rebuild, replay and health would silently leave any other one out.
    /// </summary>
    /// <exception cref="InvalidOperationException">One does not; it is named.</exception>
    public static void MustBeComplete(IDocumentStore store)
    {
        var known = StreamType.All.Select(type => type.Document).ToHashSet();
        var projections = ((StoreOptions)store.Options).Projections.All;
        foreach (var projection in projections)
        {
            if (projection.Lifecycle == ProjectionLifecycle.Inline && projection.PublishedTypes().All(known.Contains)
                && projection.PublishedTypes().Any()) continue;
            throw new InvalidOperationException(
                $"Projection {projection.Name} is not part of a stream type: imports, rebuild, replay and health would leave it out."
                + $" Add its document or table to a type in {nameof(StreamType)}.{nameof(StreamType.All)}.");
        }

        var missing = known.Except(projections.SelectMany(projection => projection.PublishedTypes())).ToList();
        if (missing.Count > 0)
            throw new InvalidOperationException($"No projection writes {string.Join(", ", missing.Select(type => type.Name))}.");
    }
}
