namespace Renewal.Postgres;

/// <summary>
/// No database could be had. The message is meant for the person at the console: Chinese first, English second, then what to do.
/// </summary>
public sealed class PostgresUnavailableException : Exception
{
    public PostgresUnavailableException(string code, string chinese, string english, params IEnumerable<string> commands)
        : base(string.Join(Environment.NewLine, [chinese, english, .. commands])) => Code = code;

    /// <summary>
    /// Stable: <c>postgres.not-found</c>, <c>postgres.other-major</c>, <c>postgres.not-a-cluster</c>, <c>postgres.not-ours</c>,
    /// <c>postgres.in-use</c>, <c>postgres.busy</c>, <c>postgres.download-failed</c>, <c>postgres.hash-mismatch</c>,
    /// <c>postgres.init-failed</c>, <c>postgres.start-failed</c>, <c>postgres.no-user</c>.
    /// </summary>
    public string Code { get; }
}
