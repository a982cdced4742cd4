namespace OptAIC.Quant.Expressions;

/// <summary>A number that a macro is called with.</summary>
/// <param name="Name">Its name: <c>${name}</c> in the macro's text, <c>name=value</c> in a call.</param>
public sealed record MacroParameter(string Name)
{
    /// <summary>Value when a call leaves it out; <c>null</c> when a call may not.</summary>
    public double? Default { get; init; }

    /// <summary>What is expected instead of a value, such as <c>an integer, 2 or more</c>; <c>null</c> when the value is allowed.</summary>
    public Func<double, string?> Check { get; init; } = static _ => null;
}
