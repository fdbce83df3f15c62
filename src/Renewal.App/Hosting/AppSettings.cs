using System.Globalization;
using Renewal.Features.Time;

namespace Renewal.App.Hosting;

/// <summary>What a start of the program is told: by the command, the environment and the configuration, in one place.</summary>
public sealed record AppSettings
{
    public required string ConnectionString { get; init; }

    /// <summary>Signing in is choosing a role. Loopback only.</summary>
    public bool Demo { get; init; }

    public string Urls { get; init; } = DefaultUrl;

    /// <summary>What rules and reports take for now; stored timestamps never follow it.</summary>
    public TimeProvider OfficeTime { get; init; } = TimeProvider.System;

    /// <summary>What event timestamps are taken from; null for the system's clock. Only tests say otherwise.</summary>
    public TimeProvider? StoreTime { get; init; }

    /// <summary>Several processes share the database.</summary>
    public bool Nodes { get; init; }

    /// <summary>Serve pages and keep the views up to date; a command such as show does neither.</summary>
    public bool Serving { get; init; } = true;

    /// <summary>The build asks the program to write its message handlers.</summary>
    public bool WritesCode { get; init; }

    public string EnvironmentName { get; init; } = DefaultEnvironment;

    public const string DefaultUrl = "http://localhost:5080";

    public static string DefaultEnvironment =>
        Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
        ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? "Production";

    /// <summary>
    /// Whether the program may run a database of its own when none is configured: RENEWAL_EMBEDDED, yes unless it says 0 or false. A server
    /// says no, so that a connection string that is missing or misspelt stops it instead of beginning a second, empty record.
    /// </summary>
    /// <exception cref="InvalidSettingException">The variable says something else.</exception>
    public static bool MayEmbed => Environment.GetEnvironmentVariable(EmbeddedVariable)?.ToLowerInvariant() switch
    {
        null or "" or "1" or "true" => true,
        "0" or "false" => false,
        var other => throw new InvalidSettingException("embedded.invalid", other),
    };

    private const string EmbeddedVariable = "RENEWAL_EMBEDDED";

    /// <summary>Where the embedded database lies. Made by whoever needs it: a home nobody can write to must not stop the others.</summary>
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
