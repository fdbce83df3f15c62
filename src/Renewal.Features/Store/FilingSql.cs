namespace Renewal.Features.Store;

/// <summary>
/// The statements of <see cref="Filing"/>. Each does for many areas what the store's append function does for one, and keeps the
/// inline file in the same breath.
/// </summary>
internal static class FilingSql
{
    private const string S = RenewalStore.Schema;

    private const string Rows =
        $"""
        insert into {S}.mt_events (
          seq_id, id, stream_id, version, data, type, mt_dotnet_type, timestamp, headers, user_name, correlation_id, causation_id,
          tenant_id, is_archived)
        select nextval('{S}.mt_events_sequence'), e.id, e.stream, e.version, e.data, e.type, e.dotnet, e.at, e.headers, $13, $14, $15,
          '*DEFAULT*', false
        from unnest($5, $6, $7, $8, $9, $10, $11, $12) as e(stream, id, version, data, type, dotnet, at, headers)
        """;

    // Taking the rows of the streams first means a loser finds nothing to do, and burns no sequence number.
    private const string Moved =
        $"""
        with moved as (
          update {S}.mt_streams s set version = a.after, timestamp = now()
          from unnest($1, $2, $3) as a(id, before, after)
          where s.id = a.id and s.version = a.before and s.is_archived is not true
          returning s.id),
        carded as (
          update {S}.mt_doc_areacard d
          set data = a.data, mt_version = a.after, mt_last_modified = transaction_timestamp(), mt_dotnet_type = $16
          from unnest($1, $3, $4) as a(id, after, data) join moved on moved.id = a.id
          where d.id = a.id)
        """;

    // For one area, which is nearly always: plain values leave the planner no way but the keys, however little it knows of the tables.
    // Without its file, as in the middle of a rebuild, an area takes no entries.
    public const string AppendOne =
        $"""
        with moved as (
          update {S}.mt_streams set version = $3, timestamp = now()
          where id = $1 and version = $2 and is_archived is not true
            and exists (select from {S}.mt_doc_areacard where id = $1)
          returning id),
        carded as (
          update {S}.mt_doc_areacard set data = $4, mt_version = $3, mt_last_modified = transaction_timestamp(), mt_dotnet_type = $16
          where id = $1 and exists (select from moved)
          returning xmin::text || ctid::text as row)
        {Rows} where exists (select from moved)
        returning id, seq_id, (select row from carded)
        """;

    private const string Rekeyed =
        $"""
        rekeyed as (
          update {S}.mt_natural_key_areacard k set natural_key_value = a.code
          from unnest($1, $17) as a(id, code) join moved on moved.id = a.id
          where k.stream_id = a.id and k.natural_key_value <> a.code)
        """;

    public const string Append =
        $"""
        {Moved}
        {Rows} join moved on moved.id = e.stream
        returning id, seq_id
        """;

    /// <summary>The same, where registrations were replaced and codes may have moved with them.</summary>
    public const string AppendAndRekey =
        $"""
        {Moved}, {Rekeyed}
        {Rows} join moved on moved.id = e.stream
        returning id, seq_id
        """;

    // A stream or a code that somebody else has just opened ends it all with a unique violation.
    public const string Open =
        $"""
        with opened as (
          insert into {S}.mt_streams (id, type, version, timestamp, created, tenant_id, is_archived)
          select a.id, 'area_card', a.after, now(), now(), '*DEFAULT*', false
          from unnest($1, $2, $3) as a(id, before, after)),
        carded as (
          insert into {S}.mt_doc_areacard (id, data, mt_version, mt_last_modified, mt_dotnet_type)
          select a.id, a.data, a.after, transaction_timestamp(), $16 from unnest($1, $3, $4) as a(id, after, data)),
        keyed as (
          insert into {S}.mt_natural_key_areacard (natural_key_value, stream_id, is_archived)
          select a.code, a.id, false from unnest($1, $17) as a(id, code))
        {Rows}
        returning id, seq_id
        """;
}
