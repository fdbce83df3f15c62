namespace Renewal.Features.Imports.Files.Checks;

/// <summary>
/// One unpacked part of a workbook, measured as it is unpacked. An XML reader parses a whole tag, comment or run of blanks before it
/// returns, so it may read no more than <see cref="LedgerLimits.TokenBytes"/> between two calls, in any text encoding.
/// </summary>
internal sealed class PartStream(Stream inner, long packed, UnpackedBudget budget, CancellationToken ct) : Stream
{
    private long total;
    private long left = LedgerLimits.TokenBytes;

    /// <summary>The XML reader has returned: it may read as much again.</summary>
    public void Answered() => left = LedgerLimits.TokenBytes;

    public override int Read(Span<byte> buffer)
    {
        ct.ThrowIfCancellationRequested();
        if (buffer.IsEmpty) return 0;
        if (left <= 0) throw RefusedFileException.Unsafe("token");
        var read = inner.Read(buffer[..(int)Math.Min(buffer.Length, left)]);
        left -= read;
        total += read;
        budget.Take(read);
        if (total > LedgerLimits.PartBytes) throw RefusedFileException.TooLarge("unpacked-bytes", LedgerLimits.PartBytes);
        if (total > LedgerLimits.RatioFrom && total / LedgerLimits.Ratio > packed) throw RefusedFileException.Unsafe("ratio");
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Measures what is left without looking at it.</summary>
    public void Drain()
    {
        Span<byte> nowhere = stackalloc byte[8 * 1024];
        do Answered();
        while (Read(nowhere) > 0);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => total;
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
        // Nothing is ever written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>How much all parts of one workbook together may unpack to.</summary>
internal sealed class UnpackedBudget
{
    private long left = LedgerLimits.UnpackedBytes;

    public void Take(long bytes)
    {
        if ((left -= bytes) < 0) throw RefusedFileException.TooLarge("unpacked-bytes", LedgerLimits.UnpackedBytes);
    }
}
