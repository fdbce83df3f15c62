namespace Renewal.Features.Store;

/// <summary>
/// What the role that runs the application may do. The grants of <c>schema apply --grant</c> and the check at start are both made of it.
/// </summary>
internal static class RoleRights
{
    private static readonly string[] All = ["select", "insert", "update", "delete"];

    /// <summary>Events can be added, never changed; streams can be updated, never deleted.</summary>
    private static readonly Dictionary<(string Schema, string Table), string[]> Fewer = new()
    {
        [(RenewalStore.Schema, "mt_events")] = ["select", "insert"],
        [(RenewalStore.Schema, "mt_streams")] = ["select", "insert", "update"],
        [(RenewalStore.Schema, DatabaseIdentity.Table)] = ["select"],
        [(RenewalStore.Schema, WorkedInReleases.Table)] = ["select", "insert", "update"],
    };

    public static IReadOnlyList<string> On(string schema, string table) => Fewer.GetValueOrDefault((schema, table), All);

    /// <param name="role">Already quoted.</param>
    public static string Grants(string role) => string.Join('\n',
        new[] { RenewalStore.Schema, RenewalStore.MessageSchema }.Select(schema =>
            $"""
            grant usage on schema {schema} to {role};
            grant {string.Join(", ", All)} on all tables in schema {schema} to {role};
            grant usage, select on all sequences in schema {schema} to {role};
            grant execute on all routines in schema {schema} to {role};
            """)
        .Concat(Fewer.Select(table =>
            $"revoke {string.Join(", ", All.Except(table.Value))}, truncate on {table.Key.Schema}.{table.Key.Table} from {role};")));
}
