using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Renewal.Domain;
using Renewal.Features.Store;

namespace Renewal.HouseRules;

/// <summary>One member of a stored event, as in its JSON.</summary>
public sealed record StoredMember(string Name, Type Type, bool MayBeAbsent, PropertyInfo Property);

/// <summary>Reads the stored shape from the serializer, not from the classes.</summary>
internal static class EventShapes
{
    private static readonly JsonSerializerOptions Json = new(RenewalStore.Json) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public static IReadOnlyList<Type> Events { get; } =
        [.. typeof(DomainEvent).Assembly.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(DomainEvent)) && !t.IsAbstract)];

    public static IEnumerable<StoredMember> Members(Type type)
    {
        var nullability = new NullabilityInfoContext();
        return Json.GetTypeInfo(type).Properties
            .Where(member => member.Get is not null && member.AttributeProvider is PropertyInfo)
            .Select(member => (member.Name, Property: (PropertyInfo)member.AttributeProvider!))
            .Select(member => new StoredMember(
                member.Name,
                Nullable.GetUnderlyingType(member.Property.PropertyType) ?? member.Property.PropertyType,
                nullability.Create(member.Property).ReadState == NullabilityState.Nullable,
                member.Property))
            .OrderBy(member => member.Property.DeclaringType != type);
    }

    /// <summary>Events in the order of the file that declares them, which is the order the compiler numbers them in.</summary>
    public static IEnumerable<Type> InOrder => Events.OrderBy(type => type.Namespace, StringComparer.Ordinal).ThenBy(t => t.MetadataToken);

    /// <summary>The small records inside events.</summary>
    public static IEnumerable<Type> Parts =>
        InOrder.SelectMany(Members).Select(member => ElementOf(member.Type) ?? member.Type)
            .Where(type => type.Assembly == typeof(DomainEvent).Assembly && !type.IsEnum).Distinct();

    public static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? type.GetGenericArguments()[0] : null;

    public static bool IsPlain(Type type) =>
        type == typeof(string) || type == typeof(int) || type == typeof(long) || type == typeof(decimal) || type == typeof(bool)
        || type == typeof(DateOnly) || type == typeof(Guid);
}
