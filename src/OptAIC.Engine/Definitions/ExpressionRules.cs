using OptAIC.Engine.Yaml;
using OptAIC.Naming;
using OptAIC.Quant.Expressions;

namespace OptAIC.Engine.Definitions;

/// <summary>Rules of the expressions in a definition: the grammar, the places that they leave open, and the types once those have their defaults.</summary>
/// <param name="definition">The definition.</param>
/// <param name="issues">Receives what is wrong.</param>
internal sealed class ExpressionRules(DocumentMapping definition, List<OptIssue> issues)
{
    private static readonly string[] Numeric = ["number", "integer", "boolean"];

    private readonly DocumentMapping? _parameters = (definition["parameters_schema"] as DocumentMapping)?["properties"] as DocumentMapping;

    /// <summary>Checks the name of a definition that expressions call.</summary>
    public void CheckName()
    {
        if (definition.TextOf("name") is { } name && ExpressionTemplate.IsOperator(name))
        {
            issues.Add(definition["name"]!.Issue("reserved_name", $"'{name}' is the name of an operator, and would never be called; choose another"));
        }
    }

    /// <summary>What is worth saying of a call in a definition: which macros there are is known where the definition is used.</summary>
    /// <param name="at">Where the expression is written.</param>
    /// <param name="call">What is called.</param>
    public static OptIssue UnknownCall(DocumentNode at, string call)
    {
        var hint = ExpressionTemplate.NearestOperator(call) is { } near ? $"; did you mean '{near}'?" : "";
        return at.Issue("not_an_operator", $"'{call}' is no operator: a definition of that name must be registered when this one is used{hint}", IssueSeverity.Warning);
    }

    /// <summary>Checks the expression of an entry.</summary>
    public void Check(DocumentScalar expression)
    {
        try
        {
            var template = ExpressionTemplate.Parse(expression.Text);
            var count = issues.Count;
            CheckPlaces(expression, template);
            CheckCalls(expression, template);
            if (issues.Count == count)
            {
                CheckTypes(template);
            }
        }
        catch (ExpressionException error)
        {
            Add(expression, error, error.MacroLine ?? error.Line, error.MacroColumn ?? error.Column);
        }
    }

    private void CheckPlaces(DocumentScalar expression, ExpressionTemplate template)
    {
        var declared = _parameters?.Entries.Select(e => e.Name).ToList() ?? [];
        foreach (var name in template.Parameters)
        {
            var (line, column) = template.PlaceOf(name);
            if (!declared.Contains(name))
            {
                var hint = NearestName.Hint(name, declared.Append("input")) ?? "declare it in parameters_schema, or write ${input} or ${input.name} for an input";
                Add(expression, "unknown_parameter", $"${{{name}}} is no parameter of this definition; {hint}", line, column);
            }
            else if ((_parameters![name] as DocumentMapping)?.TextOf("type") is not { } type || !Numeric.Contains(type))
            {
                issues.Add(_parameters[name]!.Issue("parameter_type", $"the expression uses '{name}', so its type is one of {string.Join(", ", Numeric)}"));
            }
        }

        foreach (var input in template.Inputs.Where(declared.Contains))
        {
            var (line, column) = template.PlaceOf(input);
            Add(expression, "ambiguous_place", $"'{input}' is both an input and a parameter; rename one", line, column);
        }
    }

    private void CheckCalls(DocumentScalar expression, ExpressionTemplate template) => issues.AddRange(template.Calls.Select(call => UnknownCall(expression, call)));

    private void CheckTypes(ExpressionTemplate template)
    {
        var defaults = new Dictionary<string, double>();
        foreach (var name in template.Parameters)
        {
            if ((_parameters?[name] as DocumentMapping)?["default"] is not DocumentScalar value || Expressions.DefinitionMacro.Number(CanonicalJson.ToElement(value)) is not { } number)
            {
                return;
            }

            defaults.Add(name, number);
        }

        var macro = new Macro("this", template, [.. template.Parameters.Select(name => new MacroParameter(name))]);
        _ = Expression.Of(macro, template.Inputs.ToDictionary(name => name, name => new ColumnName(null, name)), defaults, MacroTable.Empty);
    }

    private void Add(DocumentScalar expression, ExpressionException error, int line, int column) =>
        issues.Add(ScalarPlace.Of(expression, line, column).Issue(
            "invalid_expression",
            $"found {error.Found}, expected {error.Expected}{(error.Suggestion is null ? "" : $"; did you mean '{error.Suggestion}'?")}",
            expression.Pointer) with
        {
            Found = error.Found,
            Expected = error.Expected,
        });

    private void Add(DocumentScalar expression, string code, string message, int line, int column) =>
        issues.Add(ScalarPlace.Of(expression, line, column).Issue(code, message, expression.Pointer));
}
