using System.Net.Sockets;
using Npgsql;

namespace Renewal.App.Hosting;

/// <summary>Tells a database that cannot be spoken to from a statement that failed, which is our own mistake.</summary>
internal static class DatabaseErrors
{
    /// <summary>It cannot answer this now, and may a moment later: a reason to ask again, not an error of ours.</summary>
    public static bool IsAway(Exception? failure) => failure switch
    {
        null => false,
        PostgresException said => IsFatal(said) || said.SqlState[..2] is "08" or "53",
        NpgsqlException => true,
        _ => IsNameless(failure) || IsAway(failure.InnerException),
    };

    /// <summary>
    /// The connection was refused, or broke. Not an answer that took too long and not a pool that ran out: those happen with a database
    /// that is there.
    /// </summary>
    public static bool IsLost(Exception? failure) => failure switch
    {
        null => false,
        PostgresException said => IsFatal(said),
        NpgsqlException { InnerException: SocketException or IOException } => true,
        AggregateException many => many.InnerExceptions.All(IsLost),
        _ => IsNameless(failure) || IsLost(failure.InnerException),
    };

    /// <summary>What to call it in one line: the innermost reason, without its stack.</summary>
    public static string Why(Exception failure)
    {
        while (failure is not NpgsqlException && failure.InnerException is { } inner) failure = inner;
        return failure.Message.ReplaceLineEndings(" ");
    }

    // With these words the server ends a session, or does not begin one.
    private static bool IsFatal(PostgresException said) => said.InvariantSeverity is "FATAL" or "PANIC";

    // A container that is stopped takes its name with it, and Npgsql hands that on as it is.
    private static bool IsNameless(Exception failure) => failure is SocketException
    {
        SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery,
    };
}
