using System.Globalization;
using Renewal.Features.Time;

namespace Renewal.App.Hosting;

/// <summary>Settings of a start, from the command, the environment and the configuration.</summary>
public sealed record AppSettings
{
    public required string ConnectionString { get; init; }

    /// <summary>Sign-in without a password, by role; loopback only.</summary>
    public bool Demo { get; init; }

    public string Urls { get; init; } = DefaultUrl;

    /// <summary>The clock of rules and reports; stored timestamps never use it.</summary>
    public TimeProvider OfficeTime { get; init; } = TimeProvider.System;

    /// <summary>The clock of event timestamps; null for the system clock. Only tests set it.</summary>
    public TimeProvider? StoreTime { get; init; }

    /// <summary>Several processes share the database.</summary>
    public bool Nodes { get; init; }

    /// <summary>Serves pages and background work; a command such as show does not.</summary>
    public bool Serving { get; init; } = true;

    /// <summary>The build runs the program to generate its message handlers.</summary>
    public bool WritesCode { get; init; }

    public string EnvironmentName { get; init; } = DefaultEnvironment;

    public const string DefaultUrl = "http://localhost:5080";

    public static string DefaultEnvironment =>
        Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
        ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? "Production";

    /// <summary>
    /// Whether the program may start an embedded database when none is configured: RENEWAL_EMBEDDED, true unless 0 or false. Servers
    /// set 0, so that a missing or misspelt connection string stops the start instead of creating a second, empty record.
    /// </summary>
    /// <exception cref="InvalidSettingException">The variable has another value.</exception>
    public static bool MayEmbed => Environment.GetEnvironmentVariable(EmbeddedVariable)?.ToLowerInvariant() switch
    {
        null or "" or "1" or "true" => true,
        "0" or "false" => false,
        var other => throw new InvalidSettingException("embedded.invalid", other),
    };

    private const string EmbeddedVariable = "RENEWAL_EMBEDDED";

    /// <summary>The folder of the embedded database. Created on demand, so that a home that is not writable affects nothing else.</summary>
    public static string DefaultDataFolder =>
        Environment.GetEnvironmentVariable("RENEWAL_DATA") is { Length: > 0 } given
            ? Path.GetFullPath(given)
            : Path.Combine(HomeFolder, "renewal");

    private static string HomeFolder =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);

    /// <summary>The office's time: frozen by RENEWAL_NOW, in development only.</summary>
    /// <exception cref="FormatException">RENEWAL_NOW is not an RFC 3339 instant.</exception>
    public static TimeProvider TimeFor(string environment) =>
        environment == Environments.Development && Environment.GetEnvironmentVariable("RENEWAL_NOW") is { Length: > 0 } frozen
            ? new FrozenTime(DateTimeOffset.Parse(frozen, CultureInfo.InvariantCulture))
            : TimeProvider.System;
}
