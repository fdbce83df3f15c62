using System.Text.RegularExpressions;

namespace Renewal.HouseRules;

/// <summary>
/// A plain append beside an inline view loses updates without a word; HotCold never gets its lock with the stock lock package; and
/// what has been archived or compacted can no longer be shown as it was. Decisions 0003 and 0006 say how each was found out.
/// </summary>
public sealed partial class Writes_go_through_FetchForWriting
{
    private const string Bulk = "src/Renewal.Features/Store/BulkInsert.cs";

    [Fact]
    public void no_plain_append() => None(PlainAppend(), "Fetch the stream for writing and append to what was fetched:");

    [Fact]
    public void no_daemon_of_martens_own() => None(OwnDaemon(), "Wolverine distributes the projections (docs/decisions/0003):");

    [Fact]
    public void no_aggregates_kept_between_writes() =>
        None(WriteCache(), "The store's write cache hands out an immutable aggregate without its newest entry (docs/decisions/0006):");

    [Fact]
    public void nothing_recorded_is_archived_compacted_masked_or_deleted() => None(Removal(), "Nothing recorded is ever removed:");

    [Fact]
    public void nobody_writes_to_the_event_tables_in_SQL() => Violations.None(
        Sources.Code.Where(file => file.IsIn("src") && file.Path != Bulk).SelectMany(file => file.Where(RawWrite())),
        "Events are written by the store alone, but for new areas of an import (docs/decisions/0013):");

    [Fact]
    public void what_is_copied_in_is_new_areas_only_and_nothing_is_changed_there() => Violations.None(
        Sources.At(Bulk).Where(RawChange()), "Recorded rows are never changed in SQL, not even by an import:");

    private static void None(Regex pattern, string instead) =>
        Violations.None(Sources.Code.Where(file => file.IsIn("src")).SelectMany(file => file.Where(pattern)), instead);

    [GeneratedRegex(@"\.Events\s*\.Append(Optimistic)?\(|\.Events\.WriteToAggregate\(")]
    private static partial Regex PlainAppend();

    [GeneratedRegex(@"DaemonMode\.(HotCold|Solo)|AddAsyncDaemon")]
    private static partial Regex OwnDaemon();

    [GeneratedRegex("CacheAggregatesForWriting")]
    private static partial Regex WriteCache();

    [GeneratedRegex(@"(Un)?ArchiveStream|CompactStream|ApplyEventDataMasking|AddMaskingRule|OverwriteEvent|DeleteAllEventData"
        + @"|ArchivedStreamPartitioning\s*=\s*true")]
    private static partial Regex Removal();

    [GeneratedRegex(@"(insert\s+into|copy|update|delete\s+from|truncate(\s+table)?)\s+\S*mt_(events|streams)\b", RegexOptions.IgnoreCase)]
    private static partial Regex RawWrite();

    [GeneratedRegex(@"\b(insert\s+into|update|delete\s+from|truncate)\s+\S*mt_", RegexOptions.IgnoreCase)]
    private static partial Regex RawChange();
}
