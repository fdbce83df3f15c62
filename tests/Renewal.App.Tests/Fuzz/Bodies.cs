using System.Text;
using System.Text.Json;

namespace Renewal.App.Tests.Fuzz;

/// <summary>Bodies: valid JSON, forms and files with one defect.</summary>
internal sealed partial class Generator
{
    private (byte[]? Body, string? Type) Body(Random random, Operation operation)
    {
        if (operation.Types.Contains("multipart/form-data"))
        {
            var file = File(random);
            return random.Next(3) == 0 ? Multipart(random, [("jurisdiction", FuzzFixture.Street)]) : (file, "application/octet-stream");
        }

        var type = random.Next(12) == 0 ? Pick(random, Samples.Types) : "application/json";
        return operation.Example is null ? (random.Next(2) == 0 ? null : "{}"u8.ToArray(), type) : (Json(random, operation.Example), type);
    }

    private byte[] Json(Random random, string sound)
    {
        using var json = JsonDocument.Parse(sound);
        var members = json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.EnumerateObject().ToList() : [];
        // An entry to correct, where the example names one that is nowhere.
        var id = Pick(random, fixture.Known["id"]);
        var broken = members.Count == 0 || random.Next(4) == 0 ? -1 : random.Next(members.Count);
        var text = "{" + string.Join(',', members.Select((m, i) =>
            $"\"{m.Name}\":{(i == broken ? Pick(random, Samples.InJson) : m.Name == "eventId" ? $"\"{id}\"" : m.Value.GetRawText())}"))
            + "}";
        return random.Next(12) switch
        {
            0 => Encoding.UTF8.GetBytes(text[..random.Next(text.Length)]),
            1 => Bend(random, Encoding.UTF8.GetBytes(text)),
            2 => random.Next(3) switch
            {
                0 => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
                1 => Encoding.Unicode.GetBytes(text),
                _ => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"boundary\":", 300)) + text),
            },
            _ => Encoding.UTF8.GetBytes(text),
        };
    }

    private static (byte[] Body, string Type) Multipart(Random random, IReadOnlyList<(string Name, string Value)> fields)
    {
        using var body = new MemoryStream();
        void Say(string text) => body.Write(Encoding.UTF8.GetBytes(text));
        foreach (var (name, value) in fields.Where(field => field.Name != "file"))
            Say($"--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        var named = Pick(random, ["a.csv", "a.xlsx", "a.xls", "a.xlsb", "", "../a.csv", "片区.csv", "a\"b", new string('n', 400)]);
        Say($"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{named}\"\r\nContent-Type: text/csv\r\n\r\n");
        body.Write(File(random));
        if (random.Next(15) != 0) Say("\r\n--b--\r\n");
        return (body.ToArray(), "multipart/form-data; boundary=b");
    }

    // Most of the work of a broken file lies in reading it, which has a corpus of its own: here they are small.
    private static byte[] File(Random random)
    {
        var sound = random.Next(2) == 0 ? Samples.Ledger : Samples.Workbook;
        return random.Next(4) switch
        {
            0 => sound,
            1 => sound[..random.Next(sound.Length)],
            2 => Bend(random, sound),
            _ => Encoding.UTF8.GetBytes(Pick(random, Samples.InForms)),
        };
    }

    private static byte[] Bend(Random random, byte[] sound)
    {
        var bent = sound.ToArray();
        for (var i = 0; i < 3 && bent.Length > 0; i++) bent[random.Next(bent.Length)] = (byte)random.Next(256);
        return bent;
    }
}
