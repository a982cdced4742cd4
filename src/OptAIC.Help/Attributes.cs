using System.Reflection;

namespace OptAIC.Help;

/// <summary>Looks at attributes without making them, as the PowerShell that they come from is not there.</summary>
internal static class Attributes
{
    public static IEnumerable<CustomAttributeData> Of<T>(MemberInfo member) =>
        member.GetCustomAttributesData().Where(a => a.AttributeType.FullName == typeof(T).FullName);

    public static bool Has(this CustomAttributeData attribute, string name) => attribute.NamedArguments.Any(a => a.MemberName == name);

    public static T? Named<T>(this CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.MemberName == name).TypedValue.Value is T value ? value : default;
}
