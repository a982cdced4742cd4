using OptAIC.Engine.Csv;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Execution;
using OptAIC.Lineage;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>What an upstream flow has published, as a program gets it.</summary>
/// <param name="Version">Which version.</param>
/// <param name="Path">A SQLite store, or a folder of files.</param>
/// <param name="IsStore">Whether it is a store.</param>
/// <param name="LoadId">Last load of the version in the store.</param>
/// <param name="Csv">The version as a CSV file; <c>null</c> for a folder of files, and when the entry wants none.</param>
internal sealed record CommandInput(InputVersion Version, string Path, bool IsStore, long? LoadId, string? Csv)
{
    /// <summary>All inputs of a flow. Their datasets are written into the run's folder, as each language reads text and few read a store.</summary>
    public static IReadOnlyList<CommandInput> Of(FlowContext context, bool writeFiles, string folder, CancellationToken cancellation)
    {
        var edges = context.Inputs.DistinctBy(e => (e.Upstream, e.Role)).ToList();
        var inputs = new List<CommandInput>(edges.Count);
        foreach (var edge in edges)
        {
            cancellation.ThrowIfCancellationRequested();
            var (version, path, loadId) = context.Describe(edge);
            var csv = loadId is not null && writeFiles ? System.IO.Path.Combine(folder, $"{version.InstanceName}.csv") : null;
            if (csv is not null && !File.Exists(csv))
            {
                context.Progress(null, $"writing {version.InstanceName} for the program");
                Write(context, edge, csv);
            }

            inputs.Add(new CommandInput(version, path, loadId is not null, loadId, csv));
        }

        return inputs;
    }

    private static void Write(FlowContext context, LineageEdge edge, string path) =>
        PanelCsv.Write(path, context.Published.Panel(edge.Upstream, context.Snapshot.InstanceOf(edge.Upstream).Name, context.Sources.Of(edge)).Panel);
}
