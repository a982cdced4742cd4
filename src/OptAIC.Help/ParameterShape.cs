using System.Management.Automation;
using System.Reflection;

namespace OptAIC.Help;

/// <summary>A parameter, as its attributes say.</summary>
internal sealed record ParameterShape(
    string Name, Type Type, IReadOnlyDictionary<string, ParameterUse> Uses, IReadOnlyList<string> Aliases, bool TakesWildcards)
{
    /// <summary>The name that PowerShell gives to "every set".</summary>
    public const string AllSets = "__AllParameterSets";

    /// <summary>The type as people write it; <c>null</c> for a switch, which takes no value.</summary>
    public string? TypeName
    {
        get
        {
            var type = Nullable.GetUnderlyingType(Type) ?? Type;
            var item = type.GetElementType() ?? type;
            var name = item.Name switch { nameof(String) => "string", nameof(Int32) => "int", var other => other };
            return item == typeof(SwitchParameter) ? null : type.IsArray ? name + "[]" : name;
        }
    }

    /// <summary>How the parameter is used in a set; <c>null</c> when it has no place there.</summary>
    public ParameterUse? In(string set) => Uses.GetValueOrDefault(set) ?? Uses.GetValueOrDefault(AllSets);

    /// <summary>The shape of a property; <c>null</c> when it is no parameter.</summary>
    public static ParameterShape? TryRead(PropertyInfo property)
    {
        var uses = Attributes.Of<ParameterAttribute>(property).ToDictionary(
            a => a.Named<string>(nameof(ParameterAttribute.ParameterSetName)) ?? AllSets,
            a => new ParameterUse(
                a.Named<bool>(nameof(ParameterAttribute.Mandatory)),
                a.Has(nameof(ParameterAttribute.Position)) ? a.Named<int>(nameof(ParameterAttribute.Position)) : null,
                a.Named<bool>(nameof(ParameterAttribute.ValueFromPipeline)),
                a.Named<bool>(nameof(ParameterAttribute.ValueFromPipelineByPropertyName))));
        var aliases = Attributes.Of<AliasAttribute>(property)
            .SelectMany(a => (IEnumerable<CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)
            .Select(a => (string)a.Value!);
        return uses.Count == 0 ? null : new(property.Name, property.PropertyType, uses, [.. aliases], Attributes.Of<SupportsWildcardsAttribute>(property).Any());
    }
}

/// <summary>How a parameter is used in a set.</summary>
internal sealed record ParameterUse(bool IsRequired, int? Position, bool ByValue, bool ByPropertyName)
{
    /// <summary>In the words of Get-Help.</summary>
    public string PipelineInput => (ByValue, ByPropertyName) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
