using System.Buffers.Binary;
using System.Text;

namespace Renewal.App.Tests.Telemetry;

/// <summary>One message of the protobuf wire format: its fields by number. What they mean is in opentelemetry-proto.</summary>
internal sealed class OtlpMessage
{
    private readonly List<(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)> fields = [];

    public OtlpMessage(ReadOnlyMemory<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var key = Varint(bytes.Span, ref at);
            var (number, kind) = ((int)(key >> 3), key & 7);
            switch (kind)
            {
                case 0:
                    fields.Add((number, Varint(bytes.Span, ref at), default));
                    break;
                case 1:
                    fields.Add((number, BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[at..]), bytes.Slice(at, 8)));
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(bytes.Span, ref at);
                    fields.Add((number, 0, bytes.Slice(at, length)));
                    at += length;
                    break;
                case 5:
                    fields.Add((number, BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[at..]), bytes.Slice(at, 4)));
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"wire type {kind}");
            }
        }
    }

    public IEnumerable<OtlpMessage> All(int number) => Of(number).Select(field => new OtlpMessage(field.Bytes));

    public OtlpMessage One(int number) => All(number).FirstOrDefault() ?? new OtlpMessage(default);

    public bool Has(int number) => Of(number).Any();

    public string Text(int number) => Encoding.UTF8.GetString(Bytes(number).Span);

    public string Hex(int number) => Convert.ToHexStringLower(Bytes(number).Span);

    public ulong Number(int number) => Of(number).Select(field => field.Value).FirstOrDefault();

    public double Double(int number) => BitConverter.UInt64BitsToDouble(Number(number));

    /// <summary>A list of KeyValue under that number, each value as text.</summary>
    public IReadOnlyDictionary<string, string> Attributes(int number) =>
        All(number).ToDictionary(pair => pair.Text(1), pair => ValueOf(pair.One(2)));

    private static string ValueOf(OtlpMessage value) =>
        value.Has(1) ? value.Text(1)
        : value.Has(3) ? $"{(long)value.Number(3)}"
        : value.Has(4) ? $"{value.Double(4)}" : $"{value.Number(2)}";

    private IEnumerable<(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)> Of(int number) =>
        fields.Where(field => field.Number == number);

    private ReadOnlyMemory<byte> Bytes(int number) => Of(number).Select(field => field.Bytes).FirstOrDefault();

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }
}
