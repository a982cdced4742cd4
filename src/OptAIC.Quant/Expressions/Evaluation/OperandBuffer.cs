using System.Runtime.CompilerServices;

namespace OptAIC.Quant.Expressions.Evaluation;

/// <summary>Room for the operands of one operator, on the stack.</summary>
[InlineArray(MaximumOperands)]
internal struct OperandBuffer
{
    /// <summary>Most operands of any operator.</summary>
    public const int MaximumOperands = 4;

    private ReadOnlyMemory<double> _first;
}
