using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Engine.Facade;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Cli.Commands;

/// <summary>The options by which runs are chosen.</summary>
internal sealed class RunFilterOptions
{
    /// <summary>Instances.</summary>
    public Option<string?> Instance { get; } = Options.Text("--instance", "NAME", "Only of this instance; * and ? are allowed, and selectors as in refresh");

    /// <summary>What is left out.</summary>
    public Option<string[]> Exclude { get; } = Options.Repeatable("--exclude", "SELECTOR", "Leave these out");

    /// <summary>Flow.</summary>
    public Option<string?> Flow { get; } = Options.Text("--flow", "FLOW", "Only of this flow, such as refresh");

    /// <summary>State.</summary>
    public Option<string?> Status { get; } = Options.Text("--status", "STATUS", "Only in this state, such as failed");

    /// <summary>Condition.</summary>
    public Option<string?> Where { get; } = Options.Text("--where", "CONDITION", "Only those for which this holds: fields with = != < <= > >= ~, joined by and, or, not");

    /// <summary>Reads them.</summary>
    /// <param name="line">What was typed.</param>
    /// <param name="limit">Most runs.</param>
    public RunFilter Read(ParseResult line, int limit = int.MaxValue) => new()
    {
        Instance = line.GetValue(Instance),
        Exclude = line.GetValue(Exclude) ?? [],
        Flow = line.Choice<FlowKind>(Flow),
        Status = line.Choice<RunStatus>(Status),
        Where = line.GetValue(Where),
        Limit = limit,
    };

    /// <summary>Whether any of them was given.</summary>
    public bool IsGiven(ParseResult line) =>
        line.GetValue(Instance) is not null || line.GetValue(Exclude) is { Length: > 0 } || line.GetValue(Flow) is not null || line.GetValue(Status) is not null || line.GetValue(Where) is not null;
}
