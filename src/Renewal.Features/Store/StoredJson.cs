using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Renewal.Features.Store;

/// <summary>Which members of a fact are stored.</summary>
internal static class StoredJson
{
    public static IJsonTypeInfoResolver Resolver { get; } = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatIsWorkedOut } };

    // [JsonIgnore] on an abstract member does not reach its overrides: the day an event takes effect would be stored a second time
    // under another name, and could never be taken back.
    private static void LeaveOutWhatIsWorkedOut(JsonTypeInfo type)
    {
        for (var at = type.Properties.Count - 1; at >= 0; at--)
        {
            if (type.Properties[at].AttributeProvider is PropertyInfo { GetMethod: { IsVirtual: true } getter } property
                && getter.GetBaseDefinition().DeclaringType?.GetProperty(property.Name) is { } declared
                && declared.IsDefined(typeof(JsonIgnoreAttribute), inherit: false))
                type.Properties.RemoveAt(at);
        }
    }
}
