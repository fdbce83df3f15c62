#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false
#:property PublishAot=false

// One entry for the tasks of a developer: dotnet run dev.cs -- setup | run | test | check | bench | faults | docs | walk | fuzz
using System.Diagnostics;

var (task, rest) = (args.FirstOrDefault() ?? "", string.Join(' ', args.Skip(1)));
return task switch
{
    // Packages, tools and a first build.
    "setup" => Run("dotnet restore --locked-mode") + Run("dotnet build --no-restore -v q"),

    // The sample areas on http://localhost:5080.
    "run" => Run($"dotnet run --project src/Renewal.App -- demo {rest}"),

    // Everything, as in the README; with a word, the suites or tests whose name contains it.
    "test" => Run(rest.Length == 0 ? "dotnet test" : $"dotnet test --filter FullyQualifiedName~{rest}"),

    // Before a commit, in about a minute: style, rules of the domain, rules of the house.
    "check" => All(
        "dotnet build -v q",
        "dotnet test tests/Renewal.Domain.Tests --no-build -v q",
        "dotnet test tests/Renewal.HouseRules --no-build -v q"),

    "bench" => Run($"dotnet run -c Release --project tests/Renewal.Benchmarks -- {rest}"),

    // What is promised when something breaks: minutes, on a database of its own.
    "faults" => Run($"dotnet run --project tests/Renewal.Faults -- {rest}"),

    // Writes the reference pages anew from the code; read the difference before committing it.
    "docs" => Run("dotnet test tests/Renewal.Domain.Tests", "RENEWAL_APPROVE")
        + Run("dotnet test tests/Renewal.HouseRules", "RENEWAL_APPROVE"),

    // docs/start.md step by step, on a demonstration of its own.
    "walk" => Run($"dotnet run docs/walk.cs {rest}"),

    // Minutes, a folder for what is found; needs afl++ and the tool sharpfuzz: docs/guides/fuzz-the-readers.md.
    "fuzz" => Run($"bash tests/Renewal.Fuzz/fuzz.sh {rest}"),

    _ => Usage(),
};

static int All(params string[] lines) => lines.Select(line => Run(line)).FirstOrDefault(code => code != 0);

static int Run(string line, string? flag = null)
{
    Console.Error.WriteLine($"> {line}");
    var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    var start = new ProcessStartInfo(parts[0], parts[1..]);
    if (flag is not null) start.Environment[flag] = "1";
    using var process = Process.Start(start)!;
    process.WaitForExit();
    return process.ExitCode;
}

static int Usage()
{
    Console.Error.WriteLine(
        "dotnet run dev.cs -- setup | run [--fresh] | test [WORD] | check | bench | faults | docs | walk | fuzz [MINUTES]");
    return 2;
}
