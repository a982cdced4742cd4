using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Quant.Expressions;

namespace OptAIC.Engine.Expressions;

/// <summary>The expression that an experiment computes: its definition's, with the values of its config and the columns of its upstreams put in.</summary>
internal static class ExperimentExpression
{
    /// <summary>Role of the upstream that <c>${input}</c> stands for.</summary>
    public const string Input = "input";

    /// <summary>The column of that upstream, when it has several.</summary>
    public const string Close = "close";

    /// <summary>Reads it.</summary>
    /// <param name="definition">The definition, of which the entry is an expression.</param>
    /// <param name="text">The entry's expression.</param>
    /// <param name="config">The instance's config.</param>
    /// <param name="inputColumn">The column that <c>${input}</c> alone stands for.</param>
    /// <param name="macros">What it may call.</param>
    /// <exception cref="ExpressionException">The text is wrong, or a value does not fit.</exception>
    public static Expression Read(Definition definition, string text, JsonElement config, string inputColumn, IMacros macros)
    {
        var macro = DefinitionMacro.Of(definition, text);
        var inputs = macro.Template.Inputs.ToDictionary(name => name, name => Column(macro.Template, name, inputColumn));
        var parameters = new Dictionary<string, double>();
        foreach (var parameter in macro.Parameters)
        {
            if (config.TryGetProperty(parameter.Name, out var value) && DefinitionMacro.Number(value) is { } number)
            {
                parameters.Add(parameter.Name, number);
            }
        }

        return Expression.Of(macro, inputs, parameters, macros);
    }

    // ${input}.close names a column of the upstream with the role input; ${input.volume} the column volume of any upstream.
    private static ColumnName Column(ExpressionTemplate template, string name, string inputColumn) =>
        template.DatasetInputs.Contains(name) ? new ColumnName(null, name)
        : name == Input ? new ColumnName(Input, inputColumn)
        : new ColumnName(null, name);
}
