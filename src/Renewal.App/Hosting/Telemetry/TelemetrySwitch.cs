namespace Renewal.App.Hosting.Telemetry;

/// <summary>Whether traces and metrics are sent. Off, none of the libraries for it is loaded.</summary>
internal static class TelemetrySwitch
{
    private const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>OpenTelemetry's own variable says where to.</summary>
    /// <exception cref="InvalidSettingException">It holds no address. The library would send to this machine instead.</exception>
    public static bool IsOn => Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" => false,
        var endpoint when Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" => true,
        var other => throw new InvalidSettingException("telemetry.invalid", other),
    };
}
