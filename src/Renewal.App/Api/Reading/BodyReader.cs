using System.Reflection;
using System.Text.Json;
using Renewal.App.Texts;
using Renewal.Domain;

namespace Renewal.App.Api.Reading;

/// <summary>
/// Reads a JSON object into a body record, strictly: every member by its published name and of its own type, no duplicate and no
/// unknown member (a misspelt <c>effectiveon</c> must not count as absent). Errors are collected, so that a caller sees all of them. A
/// constructor parameter without a default is required; null counts as absent.
/// </summary>
internal sealed class BodyReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    private readonly List<FieldProblem> problems = [];

    public static (T? Body, ApiResult? No) Read<T>(byte[] content) where T : class
    {
        var (body, no) = Read(typeof(T), content);
        return ((T?)body, no);
    }

    public static (object? Body, ApiResult? No) Read(Type type, byte[] content)
    {
        var (json, malformed) = Parse(content);
        return malformed is not null ? (null, Problems.Of(malformed)) : Read(type, json, "");
    }

    /// <param name="within">Path of the object in the body; used in the names of errors.</param>
    public static (object? Body, ApiResult? No) Read(Type type, JsonElement json, string within)
    {
        var reader = new BodyReader();
        var body = reader.Object(type, json, within);
        return reader.problems.Count > 0 ? (null, Problems.Of(reader.problems)) : (body, null);
    }

    private static (JsonElement Json, Refusal? Malformed) Parse(byte[] content)
    {
        ReadOnlyMemory<byte> text = content;
        // Some editors write a byte order mark; it is ignored.
        if (content is [0xEF, 0xBB, 0xBF, ..]) text = text[3..];
        if (text.Span.Trim(" \t\r\n"u8).IsEmpty) return (default, ApiRefusals.BodyMissing);
        try
        {
            var root = JsonDocument.Parse(text, Strict).RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? (root, null)
                : (default, ApiRefusals.BodyMalformed(UiText.Pick("应为一个对象 {…}", "an object {…} is expected")));
        }
        catch (JsonException no)
        {
            return (default, ApiRefusals.BodyMalformed(no.LineNumber is { } line
                ? UiText.Pick($"第{line + 1}行第{no.BytePositionInLine + 1}字节", $"line {line + 1}, byte {no.BytePositionInLine + 1}")
                : UiText.Pick("同一成员出现两次", "the same member twice")));
        }
        catch (InvalidOperationException)
        {
            return (default, ApiRefusals.BodyMalformed(UiText.Pick("成员名不是合规的文字", "a member's name is not well-formed text")));
        }
    }

    private object? Object(Type type, JsonElement json, string within)
    {
        if (json.ValueKind != JsonValueKind.Object) return Wrong(within, UiText.Pick("应为对象 {…}", "an object {…} is expected"));
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        var parameters = constructor.GetParameters();
        var names = parameters.Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name!)).ToList();
        RefuseUnknown(json, names, within);
        var values = parameters.Select((parameter, i) => Member(parameter, names[i], json, within)).ToArray();
        return problems.Count > 0 ? null : constructor.Invoke(values);
    }

    private void RefuseUnknown(JsonElement json, List<string> names, string within)
    {
        foreach (var member in json.EnumerateObject())
        {
            if (names.Any(name => member.NameEquals(name)) || problems.Count > 50) continue;
            var said = Name(member);
            Say(within + said, ApiRefusals.FieldUnknown(within + said, names));
        }
    }

    private object? Member(ParameterInfo parameter, string name, JsonElement json, string within)
    {
        var field = within + name;
        if (json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
            return Value(parameter.ParameterType, value, field);
        if (!parameter.HasDefaultValue) Say(field, ApiRefusals.FieldMissing(field));
        return parameter.HasDefaultValue ? parameter.DefaultValue : null;
    }

    private object? Value(Type declared, JsonElement value, string field)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(JsonElement)) return value;
        if (type.IsGenericType) return Items(type.GetGenericArguments()[0], value, field);
        return JsonScalars.TryRead(type, value, out var read, out var expected) ? read
            : expected is not null ? Wrong(field, expected)
            : Object(type, value, field + ".");
    }

    private Array? Items(Type item, JsonElement value, string field)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Wrong(field, UiText.Pick("应为列表 […]", "a list […] is expected"));
            return null;
        }

        // A list longer than any rule allows is not read to its end.
        if (value.GetArrayLength() > 1_000)
        {
            Say(field, Refusals.ListTooLong(field, 1_000));
            return null;
        }

        var read = value.EnumerateArray().Select((entry, i) => Value(item, entry, $"{field}[{i}]")).ToArray();
        var items = Array.CreateInstance(item, read.Length);
        if (problems.Count == 0) Array.Copy(read, items, read.Length);
        return items;
    }

    private object? Wrong(string field, string expected)
    {
        Say(field, ApiRefusals.FieldInvalid(field.TrimEnd('.'), expected));
        return null;
    }

    private void Say(string field, Refusal refusal)
    {
        if (problems.Count <= 50) problems.Add(new FieldProblem(field.TrimEnd('.'), refusal.Code, UiText.Of(refusal)));
    }

    private static string Name(JsonProperty member)
    {
        try
        {
            return member.Name.Length > 40 ? member.Name[..40] : member.Name;
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }
}
