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

    public static ContractCheck? Check(JsonElement config, Panel? data, ContractSubject subject, CancellationToken cancellation)
    {
        if (data is null)
        {
            return null;
        }

        var condition = Expression.Parse(config.Text("expression")!);
        var others = new List<ExpressionInput>();
        if (condition.Columns.Any(c => c.Alias == Published))
        {
            if (subject.Published.Value is not { } before)
            {
                return null;
            }

            others.Add(new ExpressionInput(Published, before));
        }

        var rule = new AssertRule(condition) { AllowFailing = config.Number("allow_failing") ?? 0, MissingFails = config.Text("missing") == "fail" };
        try
        {
            return rule.Check(data, others, cancellation);
        }
        catch (ExpressionException error)
        {
            return new(0, [new("invalid_expression", new Flows.InvalidExpressionException(config.Text("expression")!, error).Message, 1, [])]);
        }
    }
}
