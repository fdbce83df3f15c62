namespace Renewal.App.Hosting;

/// <summary>
/// The configuration as far as it is needed before there is a host: to find the database, and to refuse what cannot be meant.
/// </summary>
internal static class StartConfiguration
{
    public static IConfigurationRoot Read()
    {
        var configuration = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{AppSettings.DefaultEnvironment}.json", optional: true)
            .AddEnvironmentVariables();
        // What systemd's LoadCredential hands over: a file for each setting, readable by the service alone.
        if (Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is { Length: > 0 } credentials)
            configuration.AddKeyPerFile(credentials, optional: true);
        return configuration.Build();
    }
}
