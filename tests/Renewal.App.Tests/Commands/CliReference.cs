using System.CommandLine;
using System.Globalization;
using System.Text;
using Renewal.App.Commands;

namespace Renewal.App.Tests.Commands;

/// <summary>The page docs/reference/cli.md, made of the help texts of every command.</summary>
internal static class CliReference
{
    public static string Write()
    {
        var page = new StringBuilder();
        page.Append(
            """
            # Command line

            > 本页由各命令的 `--help` 生成（中文在前，英文在后），由测试核对。

            Made of the commands' own `--help`, Chinese first, and held to it by a test (`RENEWAL_APPROVE=1` rewrites it). Names,
            options and exit codes are published: they are added to, not changed. `--json` gives one JSON document on standard output;
            everything else that is said goes to standard error.


            """.ReplaceLineEndings("\n"));
        var (chinese, english) = (Commands("zh-CN"), Commands("en"));
        foreach (var (name, help) in chinese)
            page.Append(CultureInfo.InvariantCulture, $"## {name}\n\n```text\n{help}```\n\n```text\n{english[name]}```\n\n");
        return page.ToString().TrimEnd() + "\n";
    }

    private static Dictionary<string, string> Commands(string culture)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return All(Cli.Root()).ToDictionary(Cli.NameOf, Cli.HelpOf);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);
}

public sealed class The_command_line_is_published
{
    [Fact]
    public void reference_page()
    {
        var file = Path.Combine(Root(), "docs", "reference", "cli.md");
        var actual = CliReference.Write();
        if (Environment.GetEnvironmentVariable("RENEWAL_APPROVE") == "1") File.WriteAllText(file, actual);
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), actual);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Renewal.sln"))) folder = folder.Parent;
        return folder!.FullName;
    }
}
