using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Marten;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Weasel.Postgresql;

namespace Renewal.Features.Store;

/// <summary>
/// Replaces pooled connections after a failure that leaves Npgsql in a wrong state: when a statement fails at the use that prepares it
/// automatically, Npgsql keeps it as prepared without a description of its rows, and its next use on that connection throws "Received
/// unexpected backend message DataRow" (npgsql issue 6391). See docs/decisions/0023 for what else was tried.
/// </summary>
public sealed class FailedStatements(IDocumentStore store) : IHostedService
{
    // Raised again each time an exception passes an await; the connections made since the first time are sound.
    private readonly ConditionalWeakTable<PostgresException, object> seen = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        AppDomain.CurrentDomain.FirstChanceException += Look;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        AppDomain.CurrentDomain.FirstChanceException -= Look;
        return Task.CompletedTask;
    }

    /// <summary>
    /// Whether this failure can leave such a statement behind: it came while the statement was bound to its parameters. Constraints, row
    /// locks, what a trigger or function raises and cancelled requests come later, when Npgsql already has the description; those are
    /// frequent and cost nothing here. A fatal one has ended its connection anyway.
    /// </summary>
    public static bool Poisons(PostgresException failure) =>
        failure.InvariantSeverity == "ERROR" && failure.Routine != "exec_stmt_raise"
        && failure.SqlState is not (PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable)
        && failure.SqlState[..2] is not ("23" or "40" or "P0");

    // Called where the exception is thrown, before its connection goes back to the pool: it is among those that will not be used again.
    private void Look(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (thrown.Exception is PostgresException failure && Poisons(failure) && seen.TryAdd(failure, failure))
            ((PostgresqlDatabase)store.Storage.Database).DataSource.Clear();
    }
}
