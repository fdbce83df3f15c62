namespace Renewal.Features.Imports.Files.Checks;

/// <summary>A memory stream for a library without cancellation: every read checks the cancellation token.</summary>
internal sealed class CancellableStream(byte[] content, CancellationToken ct) : MemoryStream(content, writable: false)
{
    public override int Read(byte[] buffer, int offset, int count)
    {
        ct.ThrowIfCancellationRequested();
        return base.Read(buffer, offset, count);
    }

    public override int Read(Span<byte> buffer)
    {
        ct.ThrowIfCancellationRequested();
        return base.Read(buffer);
    }

    public override int ReadByte()
    {
        ct.ThrowIfCancellationRequested();
        return base.ReadByte();
    }
}
