using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Model;

namespace OptAIC.Cli.Commands;

/// <summary>The instances that a verb works on, which may be several: names, patterns, selectors.</summary>
internal sealed class InstanceArguments
{
    /// <summary>What is meant.</summary>
    public Argument<string[]> Names { get; } = Options.OneOrMore("name", "Names, ids, paths, patterns with * and ?, or selectors as in refresh");

    /// <summary>What is left out.</summary>
    public Option<string[]> Exclude { get; } = Options.Repeatable("--exclude", "SELECTOR", "Leave these out");

    /// <summary>The one instance that was named without wildcards; <c>null</c> when several may be meant.</summary>
    public string? One(ParseResult line) =>
        line.GetRequiredValue(Names) is [var only] && !InstanceFilter.MeansSeveral(only) && line.GetValue(Exclude) is not { Length: > 0 } ? only : null;

    /// <summary>The instances as a filter.</summary>
    /// <param name="line">The line.</param>
    /// <param name="type">Of what a pattern or selector means, only these.</param>
    public InstanceFilter Filter(ParseResult line, InstanceType? type = null) => new() { Names = line.GetRequiredValue(Names), Exclude = line.GetValue(Exclude) ?? [], Type = type };

    /// <summary>Ids of the instances, oldest first; the one that was named as it was named.</summary>
    /// <inheritdoc cref="Filter"/>
    public IReadOnlyList<string> Meant(Invocation call, InstanceType? type = null) =>
        One(call.Line) is { } one ? [one] : [.. call.Workspace.Instances.List(Filter(call.Line, type)).Select(i => i.Id.ToString("D"))];
}
