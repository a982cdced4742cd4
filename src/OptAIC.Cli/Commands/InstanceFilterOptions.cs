using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Engine.Facade;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Cli.Commands;

/// <summary>The options by which instances, and flows by their instances, are chosen.</summary>
internal sealed class InstanceFilterOptions
{
    /// <summary>Names.</summary>
    public Argument<string[]> Names { get; } = Options.Any("name", "Names, patterns with * and ?, or selectors as in refresh");

    /// <summary>What is left out.</summary>
    public Option<string[]> Exclude { get; } = Options.Repeatable("--exclude", "SELECTOR", "Leave these out");

    /// <summary>Type.</summary>
    public Option<string?> Type { get; } = Options.Text("--type", "TYPE", "Only this type, such as DatasetInstance");

    /// <summary>Status.</summary>
    public Option<string?> Status { get; } = Options.Text("--status", "STATUS", "Only this status, such as stale");

    /// <summary>Tag.</summary>
    public Option<string?> Tag { get; } = Options.Text("--tag", "TAG", "Only with this tag (* and ? allowed)");

    /// <summary>Reads them.</summary>
    public InstanceFilter Read(ParseResult line) => new()
    {
        Names = line.GetValue(Names) ?? [],
        Exclude = line.GetValue(Exclude) ?? [],
        Type = line.Choice<InstanceType>(Type),
        Status = line.Choice<FlowStatus>(Status),
        Tag = line.GetValue(Tag),
    };
}
