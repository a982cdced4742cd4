using OptAIC.Definitions;
using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Flows.Pipelines;
using OptAIC.Model;

namespace OptAIC.Engine.Flows;

/// <summary>Finds the program of a flow: by the instance's type, and within it by the definition's entry.</summary>
internal static class FlowPrograms
{
    public static IFlowProgram For(FlowContext context) => context.Instance.Type switch
    {
        InstanceType.DatasetInstance or InstanceType.SignalInstance => new RefreshProgram(Pipeline(context), Store(context)),
        InstanceType.ExperimentInstance => new PreviewProgram(),
        InstanceType.PortfolioOptimizerInstance => Optimizer(context),
        InstanceType.BacktestInstance => new BacktestProgram(),
        InstanceType.WorkflowInstance => new WorkflowProgram(),
        InstanceType.ModelInstance => new ModelProgram(),
        var type => throw new UnsupportedFlowException($"{type} cannot be run by this version of OptAIC"),
    };

    /// <summary>The definition that a document pinned.</summary>
    public static Definition DefinitionOf(FlowContext context, InstanceDocument document)
    {
        var pinned = document.Definition ?? throw new UnsupportedFlowException($"{document.Name} names no definition");
        return context.Workspace.Load(pinned).Definition;
    }

    private static string Store(FlowContext context) => DefinitionOf(context, context.Part(PartRole.Store)).Entry?.Text ?? StoreEngine.Sqlite;

    private static IFlowProgram Optimizer(FlowContext context) => DefinitionOf(context, context.Document).EntryOf(context.Flow) is { Kind: EntryKind.Command } entry
        ? new OptimizeCommandProgram(entry, context.Workspace.Load(context.Document.Definition!).Folder)
        : new OptimizeProgram();

    private static IPipeline Pipeline(FlowContext context)
    {
        var part = context.Part(PartRole.Pipeline);
        var definition = DefinitionOf(context, part);
        IPipeline pipeline = definition.EntryOf(context.Flow) switch
        {
            { Kind: EntryKind.Builtin, Text: "builtin.csv" } => new CsvPipeline(part),
            { Kind: EntryKind.Builtin, Text: "builtin.http_csv" } => new HttpCsvPipeline(part),
            { Kind: EntryKind.Builtin, Text: "builtin.sqlite" } => new SqlitePipeline(part),
            { Kind: EntryKind.Builtin, Text: "builtin.expression" } => new ExpressionPipeline(part),
            { Kind: EntryKind.Builtin, Text: "builtin.command" } => CommandPipeline.FromConfig(part),
            { Kind: EntryKind.Command } entry => new CommandPipeline(part, entry, context.Workspace.Load(part.Definition!).Folder),
            var entry => throw new UnsupportedFlowException($"{definition} has the entry '{entry}', which this version of OptAIC cannot run as a pipeline"),
        };
        return definition.OutputColumns.Count == 0 ? pipeline : new DeclaredPipeline(pipeline, definition);
    }
}
