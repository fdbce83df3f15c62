namespace Renewal.Features.Store;

/// <summary>A trigger of this program on a table of Marten.</summary>
/// <param name="When">Which operation, at which moment: <c>before insert</c>.</param>
/// <param name="Each"><c>row</c> or <c>statement</c>, with a condition where there is one.</param>
internal sealed record GuardTrigger(string Name, string Table, string When, string Each, string Function);

/// <summary>
/// Functions and triggers that prevent changes of history. Triggers in addition to rights, because they also stop the owner and
/// cascading deletes from mt_streams. The schema step creates what is listed here, and the schema check looks for the same.
/// </summary>
internal static class Guards
{
    private const string Deny = "deny_change";
    private const string Timestamp = "guard_timestamp";

    public static IReadOnlyDictionary<string, string> Functions { get; } = new Dictionary<string, string>
    {
        [Deny] = "raise exception '" + RenewalStore.Schema + ".% is append-only (%)', tg_table_name, tg_op using errcode = '42501';",
        [Timestamp] =
            """
            raise exception 'event timestamp % is not now (%): the clock of the application is off, or the time was set by hand',
              new.timestamp, clock_timestamp() using errcode = '22008';
            """,
    };

    public static IReadOnlyList<GuardTrigger> Triggers { get; } =
    [
        new("zz_append_only", "mt_events", "before update or delete", "row", Deny),
        new("zz_append_only_truncate", "mt_events", "before truncate", "statement", Deny),
        new("zz_keep", "mt_streams", "before delete", "row", Deny),
        new("zz_guard_timestamp", "mt_events", "before insert",
            "row when (new.timestamp not between clock_timestamp() - interval '5 s' and clock_timestamp() + interval '5 s')", Timestamp),
    ];

    /// <summary>Creates or replaces all of them; safe to repeat.</summary>
    public static string Sql { get; } = string.Join('\n',
        Functions.Select(function =>
            $"""
            create or replace function {RenewalStore.Schema}.{function.Key}() returns trigger language plpgsql as $$
            begin
              {function.Value}
            end $$;
            """)
        .Concat(Triggers.Select(trigger =>
            $"""
            create or replace trigger {trigger.Name} {trigger.When} on {RenewalStore.Schema}.{trigger.Table}
              for each {trigger.Each} execute function {RenewalStore.Schema}.{trigger.Function}();
            """)));
}
