namespace Renewal.App.Hosting;

/// <summary>The configuration needed before the host is built: to find the database and to reject invalid settings.</summary>
internal static class StartConfiguration
{
    public static IConfigurationRoot Read()
    {
        var configuration = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{AppSettings.DefaultEnvironment}.json", optional: true)
            .AddEnvironmentVariables();
        // Files of systemd's LoadCredential: one for each setting, readable by the service only.
        if (Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is { Length: > 0 } credentials)
            configuration.AddKeyPerFile(credentials, optional: true);
        return configuration.Build();
    }
}
