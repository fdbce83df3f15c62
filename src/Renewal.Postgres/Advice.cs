namespace Renewal.Postgres;

/// <summary>Three commands, each of which provides a database; ready to be copied.</summary>
internal static class Advice
{
    internal static IReadOnlyList<string> ThreeCommands =>
    [
        "  1. " + Install,
        "  2. docker compose up",
        "  3. " + Connect,
    ];

    private static string Install => OperatingSystem.IsWindows() ? "winget install PostgreSQL.PostgreSQL.17"
        : OperatingSystem.IsMacOS() ? "brew install postgresql@17"
        : File.Exists("/sbin/apk") ? "apk add postgresql17"
        : File.Exists("/usr/bin/dnf") ? "sudo dnf install -y postgresql-server"
        : "sudo apt-get install -y postgresql";

    private static string Connect => OperatingSystem.IsWindows()
        ? "$env:ConnectionStrings__renewal = \"Host=localhost;Database=renewal;Username=renewal;Password=…\""
        : "export ConnectionStrings__renewal='Host=localhost;Database=renewal;Username=renewal;Password=…'";

    internal static PostgresUnavailableException NotFound(string chinese, string english) => new("postgres.not-found",
        $"找不到可用的 PostgreSQL（需要 {InstalledBinaries.LowestMajor} 或更高）：{chinese}。任选一条命令后重试：",
        $"No usable PostgreSQL ({InstalledBinaries.LowestMajor} or later) was found: {english}. Run any one of these, then try again:",
        ThreeCommands);

    internal static PostgresUnavailableException OtherMajor(string folder, string inFolder, string had) => new("postgres.other-major",
        $"数据目录 {folder} 属于 PostgreSQL {inFolder}，本机可用的是 {had}；为保护数据，未作任何改动。",
        $"The data folder {folder} belongs to PostgreSQL {inFolder}, this machine has {had}; nothing was touched.",
        $"  1. RENEWAL_PG_BIN=<bin folder of PostgreSQL {inFolder}>",
        "  2. pg_upgrade, or dump with the old version and restore into the new one",
        "  3. RENEWAL_DATA=<another folder>   (starts empty)");
}
