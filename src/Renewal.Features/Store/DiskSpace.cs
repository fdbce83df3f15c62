using Npgsql;

namespace Renewal.Features.Store;

/// <summary>
/// Whether the database has room to write. Reads still work while a disk is full, so the first statement that fails for it is noted,
/// and then a probe runs until there is room again.
/// </summary>
public sealed class DiskSpace(StoreProbe probe)
{
    // Sorting 4 MB with 64 kB of memory writes a temporary file: it needs no table and no rights and affects no other transaction.
    private const string WriteSomething =
        """
        set work_mem = '64kB';
        select count(*) from (select repeat(md5(n::text), 32) from generate_series(1, 4000) n order by 1 offset 1) sorted;
        reset work_mem;
        """;

    private volatile string? said;

    /// <summary>Notes that a statement failed for want of room; anything else is ignored.</summary>
    public void Note(Exception? failure)
    {
        if (Find(failure) is { } full) said = full.MessageText;
    }

    /// <summary>Null while there is room; else what PostgreSQL said.</summary>
    public async Task<string?> LookAsync(CancellationToken ct)
    {
        if (said is null) return null;
        try
        {
            await using var connection = await probe.OpenAsync(ct);
            await using var command = new NpgsqlCommand(WriteSomething, connection);
            await command.ExecuteNonQueryAsync(ct);
            said = null;
        }
        catch (PostgresException failed) when (Find(failed) is { } full)
        {
            said = full.MessageText;
        }

        return said;
    }

    /// <summary>Whether a statement failed because the disk of the database is full.</summary>
    public static bool IsFull(Exception? failure) => Find(failure) is not null;

    private static PostgresException? Find(Exception? failure) => failure switch
    {
        null => null,
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } full => full,
        AggregateException many => many.InnerExceptions.Select(Find).FirstOrDefault(found => found is not null),
        _ => Find(failure.InnerException),
    };
}
