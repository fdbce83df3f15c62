using Marten;
using Renewal.Domain.Recording;
using Renewal.Features.Store;

namespace Renewal.Features.Timelines;

/// <summary>Adds the rows that a command changes to the transaction of its events.</summary>
internal static class TimelineWriter
{
    // Not in any of the statements.
    private const char Placeholder = '^';

    public static void Queue(IDocumentOperations operations, StreamType type, Guid id, TimelineChange change)
    {
        foreach (var table in type.Timelines)
        {
            foreach (var entry in change.Ended.Where(entry => entry.Row.GetType() == table.Row))
                operations.QueueSqlCommand(Placeholder, table.EndSql, table.EndParameters(id, change.At, entry)!);
            foreach (var begun in change.Begun.Where(entry => entry.Row.GetType() == table.Row).Chunk(TimelineTable.RowsAtATime))
                operations.QueueSqlCommand(Placeholder, table.BeginSql(begun.Length), table.BeginParameters(id, change.At, begun)!);
        }
    }

    /// <summary>Has the database refuse the transaction when a newer program has written rows with a release of its own.</summary>
    public static void CheckReleases(IDocumentOperations operations) =>
        operations.QueueSqlCommand(Placeholder, $"call {RenewalStore.Schema}.{WorkedInReleases.Check}(^)", [WorkedInReleases.Known]);

    /// <summary>Removes all rows of a stream, before they are written anew from its first event.</summary>
    public static void Remove(IDocumentOperations operations, StreamType type, Guid id)
    {
        foreach (var table in type.Timelines)
            operations.QueueSqlCommand(Placeholder, $"delete from {table.QualifiedName} where {table.Stream} = ^", id);
    }

    /// <summary>
    /// Takes back what an instant changed. For an event with the time of an earlier one of its stream, or with a lower one because another
    /// node's clock was behind: both become known at one instant, and what lies between them never shows.
    /// </summary>
    public static void Undo(IDocumentOperations operations, StreamType type, Guid id, DateTimeOffset at)
    {
        foreach (var statement in type.Timelines.SelectMany(table => table.UndoSql))
            operations.QueueSqlCommand(Placeholder, statement, id, at);
    }
}
