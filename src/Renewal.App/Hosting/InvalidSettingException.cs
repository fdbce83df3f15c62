namespace Renewal.App.Hosting;

/// <summary>A setting is invalid or a required one is missing. Nothing was started.</summary>
/// <param name="code">Published, and normally the key of its text.</param>
/// <param name="values">Values of the text.</param>
public sealed class InvalidSettingException(string code, params object?[] values) : Exception($"{code}: {string.Join(' ', values)}")
{
    public string Code { get; } = code;

    public IReadOnlyList<object?> Values { get; } = values;

    /// <summary>Key of the text, if it is not the code.</summary>
    public string TextKey { get; init; } = code;
}
