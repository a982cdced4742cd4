using OptAIC.Errors;
using OptAIC.Quant.Expressions;

namespace OptAIC.Engine.Flows;

/// <summary>An expression cannot be read, or does not fit its inputs.</summary>
/// <param name="expression">The expression.</param>
/// <param name="error">What is wrong, with line and column in the expression.</param>
public sealed class InvalidExpressionException(string expression, ExpressionException error)
    : OptException(
        "InvalidExpression",
        ExitCode.Usage,
        $"expression '{expression.ReplaceLineEndings(" ")}', {error.Message}",
        null,
        error)
{
    /// <summary>The expression.</summary>
    public string Expression { get; } = expression;
}
