namespace Renewal.App.Hosting;

/// <summary>
/// The address people type: <c>RENEWAL_PUBLIC_URL</c>, because a program behind a proxy cannot know it. Default: the address it listens
/// on, with this machine's name if it listens on all interfaces.
/// </summary>
internal static class PublicAddress
{
    private const string Variable = "RENEWAL_PUBLIC_URL";

    /// <param name="bound">What the server listens on, such as <c>http://0.0.0.0:5080</c>.</param>
    /// <exception cref="FormatException">The variable is not a web address.</exception>
    public static string Of(string bound)
    {
        if (Configured() is { } given) return given;
        var address = BindingAddress.Parse(bound);
        var everywhere = address.Host is "*" or "+" or "0.0.0.0" or "[::]";
        return everywhere ? $"{address.Scheme}://localhost:{address.Port}" : $"{address}".TrimEnd('/');
    }

    /// <summary>The configured address, without a slash at its end; null when there is none.</summary>
    /// <exception cref="FormatException">The variable is not a web address.</exception>
    public static string? Configured()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } given) return null;
        return Uri.TryCreate(given, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length == 0
            ? given.TrimEnd('/')
            : throw new FormatException(given);
    }
}

/// <summary>The configured address as it was when the program started; null when there was none.</summary>
internal sealed record PublicUrl(string? Value);
