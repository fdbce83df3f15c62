using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Renewal.App.Commands;

/// <summary>
/// Output of a command: the result, text or one JSON document, on standard output; everything else on standard error, progress only on
/// a terminal.
/// </summary>
internal sealed class Terminal : IProgress<string>, IProgress<long>
{
    /// <summary>The JSON of the command line: like the HTTP API, with readable Chinese.</summary>
    public static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly bool watched = !Console.IsErrorRedirected;
    private readonly bool coloured =
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
    private bool midLine;

    public TextWriter Out { get; } = Console.Out;

    public TextWriter Error { get; } = Console.Error;

    /// <summary>Windows would otherwise print Chinese as question marks.</summary>
    public static void SpeakUtf8() => Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public void Line(string text = "") => Out.WriteLine(text);

    public void Json(object document) => Out.WriteLine(JsonSerializer.Serialize(document, JsonOptions));

    public void Table(Table table) => table.WriteTo(Out);

    /// <summary>A line of progress, on a terminal only.</summary>
    public void Report(string value)
    {
        if (!watched) return;
        EndCount();
        Error.WriteLine(value);
    }

    /// <summary>A counter that overwrites itself.</summary>
    public void Report(long value)
    {
        if (!watched) return;
        Error.Write($"\r{value:N0}");
        midLine = true;
    }

    /// <summary>The line with the refusal.</summary>
    public void Refuse(string code, string reason)
    {
        EndCount();
        Error.WriteLine($"{code}: {DisplayWidth.Tame(reason)}");
    }

    /// <summary>Coloured on a terminal; the word alone is sufficient.</summary>
    public string Light(string? light) => light switch
    {
        "red" => Colour("31", CliText.Of("light.red")),
        "yellow" => Colour("33", CliText.Of("light.yellow")),
        "green" => Colour("32", CliText.Of("light.green")),
        _ => "-",
    };

    private string Colour(string code, string text) => coloured ? $"\u001b[{code}m{text}\u001b[0m" : text;

    private void EndCount()
    {
        if (midLine) Error.WriteLine();
        midLine = false;
    }
}
