using System.Reflection;
using System.Runtime.CompilerServices;
using Renewal.App.Hosting;
using Renewal.Domain.Areas;
using Renewal.Features.Store;
using Renewal.Postgres;

namespace Renewal.HouseRules;

/// <summary>A search for a type finds one. Components count: each Razor file is a type.</summary>
public sealed class A_type_name_is_used_once
{
    private static readonly Assembly[] Ours =
        [typeof(Area).Assembly, typeof(RenewalStore).Assembly, typeof(PostgresServer).Assembly, typeof(AppHost).Assembly];

    [Fact]
    public void in_all_of_the_source() => Violations.None(
        from type in Ours.SelectMany(assembly => assembly.GetTypes())
        where !type.IsNested && type.Namespace?.StartsWith("Renewal", StringComparison.Ordinal) == true
            && !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.Name.StartsWith('<') && type.Name != "_Imports"
            && type.Namespace?.Contains("Generated", StringComparison.Ordinal) == false
        group type.FullName by type.Name.Split('`')[0] into named
        // A type and its generic form, as IEnumerable and IEnumerable<T>, are one name.
        where named.DistinctBy(name => name!.Split('`')[0]).Count() > 1
        select string.Join(", ", named),
        "Two types of one name; call one of them what the field calls it:");
}
