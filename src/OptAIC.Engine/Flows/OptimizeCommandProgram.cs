using OptAIC.Definitions;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Flows.Commands;

namespace OptAIC.Engine.Flows;

/// <summary>The optimize flow of a definition whose entry is a program, which leaves <c>weights.csv</c> in its output folder.</summary>
/// <param name="entry">The entry.</param>
/// <param name="definitionFolder">Folder of the definition.</param>
internal sealed class OptimizeCommandProgram(DefinitionEntry entry, string? definitionFolder) : IFlowProgram
{
    public Task<FlowResult> RunAsync(FlowContext context, CancellationToken cancellation) =>
        FilesCommand.RunAsync(context, entry, definitionFolder, (folder, report) => Judge(context, folder, report, cancellation), cancellation);

    // Weights without a date are those of the latest date that the program was given.
    private (DateOnly? LastDataDate, IReadOnlyDictionary<string, double?> Metrics) Judge(FlowContext context, string folder, CommandResult report, CancellationToken cancellation)
    {
        var weights = new ProgramWeights(context.Instance.Name, entry.Arguments[0]).Read(folder, report.LastDataDate ?? context.InputVersions.Max(i => i.LastDataDate), cancellation);
        var metrics = new Dictionary<string, double?>(ProgramWeights.Metrics(weights));
        foreach (var (name, value) in report.Metrics)
        {
            metrics[name] = value;
        }

        return (report.LastDataDate ?? weights.Index.Dates[^1], metrics);
    }
}
