using System.Globalization;

namespace OptAIC.Quant.Expressions;

/// <summary>
/// An expression with a name, called as an operator is: <c>MOMENTUM(close, window=126)</c>. Its inputs come first, in the order in which its
/// text uses them, then its parameters as they are declared.
/// </summary>
public sealed class Macro
{
    /// <summary>Makes a macro.</summary>
    /// <param name="name">Its name; in calls the case does not matter.</param>
    /// <param name="template">Its text.</param>
    /// <param name="parameters">Its parameters, in order.</param>
    /// <exception cref="ArgumentException">The text uses a parameter that is not declared, or one has the name of an input.</exception>
    public Macro(string name, ExpressionTemplate template, IReadOnlyList<MacroParameter> parameters)
    {
        var declared = parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        if (template.Parameters.FirstOrDefault(parameter => !declared.Contains(parameter)) is { } unknown)
        {
            throw new ArgumentException($"{name} uses the parameter {unknown}, which is not declared", nameof(parameters));
        }

        if (template.Inputs.FirstOrDefault(declared.Contains) is { } input)
        {
            throw new ArgumentException($"{input} is both an input and a parameter of {name}", nameof(parameters));
        }

        (Name, Template, Parameters) = (name, template, parameters);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its text.</summary>
    public ExpressionTemplate Template { get; }

    /// <summary>Its parameters, in order.</summary>
    public IReadOnlyList<MacroParameter> Parameters { get; }

    /// <summary>How it is called, for messages: <c>momentum(input, window = 252)</c>.</summary>
    public string Signature => $"{Name}({string.Join(", ", Template.Inputs.Concat(Parameters.Select(Shown)))})";

    private static string Shown(MacroParameter parameter) =>
        parameter.Default is { } value ? string.Create(CultureInfo.InvariantCulture, $"{parameter.Name} = {value}") : parameter.Name;
}
