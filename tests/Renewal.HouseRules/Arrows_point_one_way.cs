using System.Reflection;
using Renewal.App.Hosting;
using Renewal.Domain;
using Renewal.Features.Store;
using Renewal.Postgres;

namespace Renewal.HouseRules;

/// <summary>Domain ← Features ← App, and Postgres beside them. Read from what the compiled assemblies really use.</summary>
public sealed class Arrows_point_one_way
{
    [Fact]
    public void the_rules_lean_on_nothing_but_the_runtime() =>
        Violations.None(
            UsedBy(typeof(DomainEvent)).Where(used => !used.StartsWith("System.", StringComparison.Ordinal)),
            "Renewal.Domain uses no package and no other project:");

    [Fact]
    public void the_features_know_neither_the_host_nor_the_server() =>
        Violations.None(
            UsedBy(typeof(RenewalStore)).Where(used => used is "renewal" or "Renewal.Postgres"),
            "Renewal.Features may use Renewal.Domain alone of ours:");

    [Fact]
    public void the_server_knows_nothing_of_areas() =>
        Violations.None(
            UsedBy(typeof(PostgresServer)).Where(IsOurs),
            "Renewal.Postgres uses nothing of ours:");

    [Fact]
    public void the_host_is_used_by_nobody_in_src() =>
        Violations.None(
            new[] { typeof(DomainEvent), typeof(RenewalStore), typeof(PostgresServer) }
                .Where(type => UsedBy(type).Contains(typeof(AppHost).Assembly.GetName().Name))
                .Select(type => type.Assembly.GetName().Name!),
            "Nothing in src may use the host:");

    /// <summary>The compiler drops references that nothing uses yet, so the project files are read too.</summary>
    [Theory]
    [InlineData("Renewal.Domain", "")]
    [InlineData("Renewal.Postgres", "")]
    [InlineData("Renewal.Features", "Renewal.Domain")]
    [InlineData("Renewal.App", "Renewal.Domain Renewal.Features Renewal.Postgres")]
    public void a_project_file_refers_to_what_it_may(string project, string allowed) =>
        Assert.Equal(
            allowed,
            string.Join(' ', Sources.At($"src/{project}/{project}.csproj").Lines
                .Where(line => line.Contains("<ProjectReference", StringComparison.Ordinal))
                .Select(line => Path.GetFileNameWithoutExtension(line.Split('"')[1])).Order(StringComparer.Ordinal)));

    [Fact]
    public void the_rules_have_no_package() =>
        Assert.DoesNotContain("Reference", Sources.At("src/Renewal.Domain/Renewal.Domain.csproj").Text
            .Replace("and no reference", "", StringComparison.Ordinal), StringComparison.Ordinal);

    private static IEnumerable<string> UsedBy(Type type) => type.Assembly.GetReferencedAssemblies().Select(NameOf);

    private static bool IsOurs(string name) => name is "renewal" || name.StartsWith("Renewal.", StringComparison.Ordinal);

    private static string NameOf(AssemblyName assembly) => assembly.Name!;
}
