using System.Collections.Immutable;

namespace OptAIC.Quant.Expressions.Syntax;

/// <summary>Finds the parameters that the arguments of a call stand for: those without a name in order, then the named ones.</summary>
/// <param name="Called">Name of what is called.</param>
/// <param name="Signature">How it is called, for messages.</param>
/// <param name="Parameters">Its parameters in order, and whether each may be left out.</param>
internal sealed record ArgumentBinding(string Called, string Signature, IReadOnlyList<(string Name, bool IsOptional)> Parameters)
{
    /// <summary>The argument of each parameter; <c>null</c> where it is left out.</summary>
    /// <exception cref="ExpressionException">There are too many or too few, or one has no such name.</exception>
    public ArgumentSyntax?[] Bind(ImmutableArray<ArgumentSyntax> arguments, Position at)
    {
        var bound = new ArgumentSyntax?[Parameters.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (argument.Name is null && i >= bound.Length)
            {
                throw Count(arguments.Length, at);
            }

            var place = argument.Name is null ? i : Named(argument);
            bound[place] = bound[place] is null ? argument : throw new ExpressionException(argument.At, $"a second argument {Parameters[place].Name}", Signature);
        }

        return Enumerable.Range(0, bound.Length).All(i => bound[i] is not null || Parameters[i].IsOptional) ? bound : throw Missing(bound, arguments, at);
    }

    private int Named(ArgumentSyntax argument)
    {
        for (var i = 0; i < Parameters.Count; i++)
        {
            if (string.Equals(Parameters[i].Name, argument.Name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        throw new ExpressionException(argument.At, $"the unknown argument '{argument.Name}'", Signature, NearestName.Of(argument.Name!, Parameters.Select(parameter => parameter.Name)));
    }

    private ExpressionException Missing(ArgumentSyntax?[] bound, ImmutableArray<ArgumentSyntax> arguments, Position at) =>
        arguments.All(argument => argument.Name is null)
            ? Count(arguments.Length, at)
            : new ExpressionException(at, $"{Called} without {string.Join(", ", Parameters.Where((parameter, i) => bound[i] is null && !parameter.IsOptional).Select(parameter => parameter.Name))}", Signature);

    private ExpressionException Count(int count, Position at) =>
        new(at, $"{Called} with {count} {(count == 1 ? "argument" : "arguments")}", Signature);
}
