using System.Text.Json;
using OptAIC.Engine.Yaml;
using OptAIC.Quant.Contracts;
using OptAIC.Quant.Expressions;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Contracts.Checks;

/// <summary>The contract <c>assert</c>: a condition over the data, and over the version that readers have (<c>published</c>).</summary>
internal static class AssertCheck
{
    private const string Published = "published";

    /// <summary>Checks it.</summary>
    /// <param name="config">The contract's config.</param>
    /// <param name="data">The data; <c>null</c> when there are none.</param>
    /// <param name="subject">What is judged.</param>
    /// <param name="macros">What the condition may call.</param>
    /// <param name="cancellation">Ends the check.</param>
    public static ContractCheck? Check(JsonElement config, Panel? data, ContractSubject subject, IMacros macros, CancellationToken cancellation)
    {
        var text = config.Text("expression")!;
        try
        {
            return data is null ? null : Check(Expression.Parse(text, macros), config, data, subject, cancellation);
        }
        catch (ExpressionException error)
        {
            return new(0, [new("invalid_expression", new Flows.InvalidExpressionException(text, error).Message, 1, [])]);
        }
    }

    private static ContractCheck? Check(Expression condition, JsonElement config, Panel data, ContractSubject subject, CancellationToken cancellation)
    {
        var others = new List<ExpressionInput>();
        if (condition.Columns.Any(c => c.Alias == Published))
        {
            if (subject.Published.Value is not { } before)
            {
                return null;
            }

            others.Add(new ExpressionInput(Published, before));
        }

        return new AssertRule(condition) { AllowFailing = config.Number("allow_failing") ?? 0, MissingFails = config.Text("missing") == "fail" }.Check(data, others, cancellation);
    }
}
