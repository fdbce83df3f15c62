using System.Net.Sockets;
using Npgsql;

namespace Renewal.App.Hosting;

/// <summary>Distinguishes an unreachable database from a failed statement, which is a bug.</summary>
internal static class DatabaseErrors
{
    /// <summary>A transient failure: a reason to retry, not a bug.</summary>
    public static bool IsAway(Exception? failure) => failure switch
    {
        null => false,
        PostgresException said => IsFatal(said) || said.SqlState[..2] is "08" or "53",
        NpgsqlException => true,
        _ => IsNameless(failure) || IsAway(failure.InnerException),
    };

    /// <summary>
    /// The connection was refused or lost. Not a timeout and not an exhausted pool: those happen with a reachable database.
    /// </summary>
    public static bool IsLost(Exception? failure) => failure switch
    {
        null => false,
        PostgresException said => IsFatal(said),
        NpgsqlException { InnerException: SocketException or IOException } => true,
        AggregateException many => many.InnerExceptions.All(IsLost),
        _ => IsNameless(failure) || IsLost(failure.InnerException),
    };

    /// <summary>The innermost message in one line, without a stack trace.</summary>
    public static string Why(Exception failure)
    {
        while (failure is not NpgsqlException && failure.InnerException is { } inner) failure = inner;
        return failure.Message.ReplaceLineEndings(" ");
    }

    // SQL states with which the server ends or refuses a session.
    private static bool IsFatal(PostgresException said) => said.InvariantSeverity is "FATAL" or "PANIC";

    // The name of a stopped container no longer resolves, and Npgsql throws that as it is.
    private static bool IsNameless(Exception failure) => failure is SocketException
    {
        SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery,
    };
}
