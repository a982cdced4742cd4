using OptAIC.Quant.Expressions.Operators;
using OptAIC.Quant.Expressions.Syntax;

namespace OptAIC.Quant.Expressions;

/// <summary>
/// The text of a macro: an expression that leaves places open. <c>${input}</c> is what it is applied to, <c>${input.name}</c> a further input,
/// <c>${input}.close</c> a column of the dataset that it is applied to, <c>${n}</c> a parameter. What is put in a place is put in as a whole:
/// <c>${input} ^ 2</c> of <c>a + b</c> is <c>(a + b) ^ 2</c>.
/// </summary>
public sealed class ExpressionTemplate
{
    /// <summary>What an input's name in the text begins with: <c>${input.name}</c>.</summary>
    private const string Input = "input";

    private ExpressionTemplate(string text, Script script)
    {
        Text = text;
        Script = script;
        var places = Places(script);
        Inputs = [.. places.OfType<HoleSyntax>().Select(hole => InputOf(hole.Name)).OfType<string>().Distinct()];
        Parameters = [.. places.OfType<HoleSyntax>().Where(hole => InputOf(hole.Name) is null).Select(hole => hole.Name).Distinct()];
        DatasetInputs = places.OfType<HoleSyntax>().Where(hole => hole.Column is not null).Select(hole => InputOf(hole.Name)).OfType<string>().ToHashSet();
        Calls = [.. places.OfType<CallSyntax>().Select(call => call.Name).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>Names of its inputs, in order of first use: <c>input</c> for <c>${input}</c>, <c>name</c> for <c>${input.name}</c>.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>Those of its inputs of which it names columns, <c>${input}.close</c>: the name of a dataset must stand for them.</summary>
    public IReadOnlySet<string> DatasetInputs { get; }

    /// <summary>Names of its parameters, in order of first use.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>Names of the macros that it calls, in order of first use.</summary>
    public IReadOnlyList<string> Calls { get; }

    internal Script Script { get; }

    /// <summary>Whether a name is that of an operator, which no macro may have.</summary>
    public static bool IsOperator(string name) => Functions.Find(name) is not null;

    /// <summary>Whether a call could be written with a name: a letter or underscore, then letters, digits and underscores.</summary>
    public static bool IsCallable(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => c == '_' || char.IsLetter(c) || char.IsAsciiDigit(c));

    /// <summary>The operator of nearly that name, or <c>null</c>.</summary>
    public static string? NearestOperator(string name) => NearestName.Of(name, Functions.Names);

    /// <summary>Reads a template. What it calls is not looked up.</summary>
    /// <exception cref="ExpressionException">The text does not follow the grammar.</exception>
    public static ExpressionTemplate Parse(string text) => new(text, Parser.Parse(text, allowHoles: true));

    /// <summary>Where a parameter or an input is first used: line and column, from 1.</summary>
    /// <param name="name">Its name.</param>
    public (int Line, int Column) PlaceOf(string name)
    {
        var at = Places(Script).OfType<HoleSyntax>().First(hole => hole.Name == name || InputOf(hole.Name) == name).At;
        return (at.Line, at.Column);
    }

    /// <summary>The input that a place is for, or <c>null</c> when it is for a parameter.</summary>
    internal static string? InputOf(string hole) =>
        hole == Input ? Input : hole.StartsWith(Input + ".", StringComparison.Ordinal) ? hole[(Input.Length + 1)..] : null;

    // In the order of the text: a place that is open, and calls.
    private static List<SyntaxNode> Places(Script script)
    {
        var places = new List<SyntaxNode>();
        foreach (var line in script.Lines)
        {
            Collect(line.Value, places);
        }

        Collect(script.Result, places);
        return places;
    }

    private static void Collect(SyntaxNode node, List<SyntaxNode> places)
    {
        switch (node)
        {
            case HoleSyntax:
                places.Add(node);
                break;
            case CallSyntax call:
                places.Add(call);
                foreach (var argument in call.Arguments)
                {
                    Collect(argument.Value, places);
                }

                break;
            case OperationSyntax operation:
                foreach (var operand in operation.Operands)
                {
                    Collect(operand, places);
                }

                break;
            default:
                break;
        }
    }
}
