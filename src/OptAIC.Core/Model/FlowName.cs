using System.Diagnostics.CodeAnalysis;

namespace OptAIC.Model;

/// <summary>The name of a flow as people write it: <c>prices.refresh</c>. Names of instances may hold dots, so an instance that is called like this comes first.</summary>
public static class FlowName
{
    /// <summary>Takes a name, or a pattern of names, apart.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="instance">Name, or pattern, of the instance.</param>
    /// <param name="flow">The flow.</param>
    public static bool TrySplit(string text, [NotNullWhen(true)] out string? instance, out FlowKind flow)
    {
        (instance, flow) = (null, default);
        if (text.LastIndexOf('.') is not (> 0 and var dot) || !SnakeCase.TryParse(text[(dot + 1)..], out flow))
        {
            return false;
        }

        instance = text[..dot];
        return true;
    }
}
