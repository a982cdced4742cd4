using System.Management.Automation;
using System.Reflection;

namespace OptAIC.Help;

/// <summary>What a cmdlet's own attributes say about it.</summary>
internal sealed record CmdletShape(string Verb, string Noun, bool AsksBeforeChanges, string DefaultSet, IReadOnlyList<ParameterShape> Parameters)
{
    public string Name => $"{Verb}-{Noun}";

    /// <summary>Names of the parameter sets, the default one first.</summary>
    public IReadOnlyList<string> Sets
    {
        get
        {
            var named = Parameters.SelectMany(p => p.Uses.Keys).Append(DefaultSet).Where(s => s != ParameterShape.AllSets).Distinct().OrderBy(s => s != DefaultSet).ToList();
            return named.Count == 0 ? [ParameterShape.AllSets] : named;
        }
    }

    /// <summary>The shape of a class; <c>null</c> when it is no cmdlet.</summary>
    public static CmdletShape? TryRead(Type type)
    {
        if (Attributes.Of<CmdletAttribute>(type).FirstOrDefault() is not { } cmdlet)
        {
            return null;
        }

        return new CmdletShape(
            (string)cmdlet.ConstructorArguments[0].Value!,
            (string)cmdlet.ConstructorArguments[1].Value!,
            cmdlet.Named<bool>(nameof(CmdletAttribute.SupportsShouldProcess)),
            cmdlet.Named<string>(nameof(CmdletAttribute.DefaultParameterSetName)) ?? ParameterShape.AllSets,
            [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(ParameterShape.TryRead).OfType<ParameterShape>()]);
    }
}
