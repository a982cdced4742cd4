using OptAIC.Quant.Expressions.Kernels;

namespace OptAIC.Quant.Expressions.Operators;

/// <summary>The operators that are written as symbols, and how tightly they bind.</summary>
internal static class Symbols
{
    /// <summary>Precedence of <c>?:</c>, the loosest.</summary>
    public const int ConditionalPrecedence = 1;

    /// <summary>Precedence of comparisons, which do not chain.</summary>
    public const int ComparisonPrecedence = 4;

    /// <summary>Precedence of unary minus and <c>!</c>: under <c>^</c>, so that −x^2 is −(x^2).</summary>
    public const int PrefixPrecedence = 7;

    /// <summary>Precedence of <c>^</c>, which binds to the right.</summary>
    public const int PowerPrecedence = 8;

    private static readonly Parameter s_left = new("left", ParameterKind.Value);
    private static readonly Parameter s_right = new("right", ParameterKind.Value);
    private static readonly Parameter s_condition = new("condition", ParameterKind.Value);

    /// <summary><c>condition ? a : b</c>; NaN when the condition is.</summary>
    public static readonly Operator Conditional = new(
        "?:",
        OperatorScope.Element,
        [s_condition, s_left, s_right],
        static (operands, result) => Elements.Choose(operands[0], operands[1], operands[2], result));

    /// <summary>Unary minus. Its name differs from that of the binary one.</summary>
    public static readonly Operator Negate = Prefix("negate", static x => -x);

    /// <summary>Logical not.</summary>
    public static readonly Operator Not = Prefix("!", static x => double.IsNaN(x) ? x : x == 0 ? 1 : 0);

    private static readonly Dictionary<string, (Operator Operator, int Precedence)> s_infix = new[]
    {
        (Logical("||", static (a, b) => a != 0 || b != 0), 2),
        (Logical("&&", static (a, b) => a != 0 && b != 0), 3),
        (Logical("==", static (a, b) => a == b), ComparisonPrecedence),
        (Logical("!=", static (a, b) => a != b), ComparisonPrecedence),
        (Logical("<", static (a, b) => a < b), ComparisonPrecedence),
        (Logical("<=", static (a, b) => a <= b), ComparisonPrecedence),
        (Logical(">", static (a, b) => a > b), ComparisonPrecedence),
        (Logical(">=", static (a, b) => a >= b), ComparisonPrecedence),
        (Infix("+", static (operands, result) => Elements.Combine<Addition>(operands[0], operands[1], result)), 5),
        (Infix("-", static (operands, result) => Elements.Combine<Subtraction>(operands[0], operands[1], result)), 5),
        (Infix("*", static (operands, result) => Elements.Combine<Multiplication>(operands[0], operands[1], result)), 6),
        (Infix("/", static (operands, result) => Elements.Combine<Division>(operands[0], operands[1], result)), 6),
        (Infix("^", static (operands, result) => Elements.Map(operands[0], operands[1], static (a, b) => Math.Pow(a, b), result)), PowerPrecedence),
    }.ToDictionary(rule => rule.Item1.Name);

    /// <summary>The binary operator that a symbol stands for.</summary>
    public static bool TryInfix(string symbol, out (Operator Operator, int Precedence) rule) => s_infix.TryGetValue(symbol, out rule);

    private static Operator Prefix(string name, Func<double, double> function) =>
        new(name, OperatorScope.Element, [s_right], (operands, result) => Elements.Map(operands[0], function, result));

    private static Operator Infix(string name, Kernel kernel) => new(name, OperatorScope.Element, [s_left, s_right], kernel);

    /// <summary>1 or 0, and NaN when either side is: a comparison with a missing value is missing.</summary>
    private static Operator Logical(string name, Func<double, double, bool> holds) => Infix(name, (operands, result) =>
        Elements.Map(operands[0], operands[1], (a, b) => double.IsNaN(a) || double.IsNaN(b) ? double.NaN : holds(a, b) ? 1 : 0, result));
}
