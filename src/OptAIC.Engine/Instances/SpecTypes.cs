using OptAIC.Definitions;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Instances;

/// <summary>The type of the instance that a spec describes, told without checking the spec.</summary>
internal static class SpecTypes
{
    /// <summary>The type that is written, or that follows from what the instance is made of.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="definitions">Where its definition is looked for.</param>
    /// <returns><c>null</c> when it cannot be told; then the spec has a mistake, which is reported where it is checked.</returns>
    public static InstanceType? Of(DocumentMapping spec, DefinitionCatalog definitions)
    {
        if (spec.TextOf("type") is { } written)
        {
            return Enum.TryParse<InstanceType>(written, out var type) ? type : null;
        }

        if (spec.Contains("assets"))
        {
            return InstanceType.BacktestInstance;
        }

        var dataset = spec.Contains("signal_spec") ? InstanceType.SignalInstance : InstanceType.DatasetInstance;
        return spec.Contains("pipeline") ? dataset
            : DefinitionReference.TryParse(spec.TextOf("definition") ?? "", out var reference, out _) && KindOf(reference, definitions) is { } kind ? Of(kind, dataset)
            : null;
    }

    /// <summary>The type of an instance of a kind of definition.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="dataset">What a pipeline makes.</param>
    public static InstanceType Of(DefinitionKind? kind, InstanceType dataset) => kind switch
    {
        DefinitionKind.StoreDef => InstanceType.StoreInstance,
        DefinitionKind.AccessorDef => InstanceType.AccessorInstance,
        DefinitionKind.OpDef or DefinitionKind.OpMacroDef => InstanceType.ExperimentInstance,
        DefinitionKind.MLModuleDef => InstanceType.ModelInstance,
        DefinitionKind.PortfolioOptimizerDef => InstanceType.PortfolioOptimizerInstance,
        DefinitionKind.WorkflowDef => InstanceType.WorkflowInstance,
        _ => dataset,
    };

    private static DefinitionKind? KindOf(DefinitionReference reference, DefinitionCatalog definitions)
    {
        try
        {
            return definitions.Resolve(reference).Definition.Kind;
        }
        catch (Exception missing) when (missing is DefinitionNotFoundException or DefinitionChangedException)
        {
            return null;
        }
    }
}
