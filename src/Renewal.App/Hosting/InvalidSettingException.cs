namespace Renewal.App.Hosting;

/// <summary>A setting holds something it cannot mean, or a needed one holds nothing. Nothing was started or made.</summary>
/// <param name="code">Published, and normally the key of the text that says what is wrong.</param>
/// <param name="values">What the text is filled in with.</param>
public sealed class InvalidSettingException(string code, params object?[] values) : Exception($"{code}: {string.Join(' ', values)}")
{
    public string Code { get; } = code;

    public IReadOnlyList<object?> Values { get; } = values;

    /// <summary>The text, where the code alone does not choose it.</summary>
    public string TextKey { get; init; } = code;
}
