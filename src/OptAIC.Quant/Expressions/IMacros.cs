namespace OptAIC.Quant.Expressions;

/// <summary>The macros that an expression may call. Operators come first: no macro hides one.</summary>
public interface IMacros
{
    /// <summary>All names, to suggest one.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>The macro of that name in any case, or <c>null</c>.</summary>
    Macro? Find(string name);
}
