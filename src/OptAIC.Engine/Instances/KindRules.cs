using OptAIC.Definitions;
using OptAIC.Engine.Documents;
using OptAIC.Model;

namespace OptAIC.Engine.Instances;

/// <summary>Which kind of definition makes which type of instance.</summary>
internal static class KindRules
{
    /// <summary>The kinds that a type of instance takes as its definition; none for a backtest.</summary>
    public static IReadOnlyList<DefinitionKind> Of(InstanceType type) => type switch
    {
        InstanceType.DatasetInstance or InstanceType.SignalInstance or InstanceType.PipelineInstance => [DefinitionKind.PipelineDef],
        InstanceType.StoreInstance => [DefinitionKind.StoreDef],
        InstanceType.AccessorInstance => [DefinitionKind.AccessorDef],
        InstanceType.ExperimentInstance => [DefinitionKind.OpDef, DefinitionKind.OpMacroDef],
        InstanceType.ModelInstance => [DefinitionKind.MLModuleDef],
        InstanceType.PortfolioOptimizerInstance => [DefinitionKind.PortfolioOptimizerDef],
        InstanceType.WorkflowInstance => [DefinitionKind.WorkflowDef],
        _ => [],
    };

    /// <summary>The type of an instance that is shared as a part.</summary>
    public static InstanceType TypeOf(PartRole role) => role switch
    {
        PartRole.Pipeline => InstanceType.PipelineInstance,
        PartRole.Store => InstanceType.StoreInstance,
        _ => InstanceType.AccessorInstance,
    };

    /// <summary>What does not go together in a spec.</summary>
    public static IEnumerable<OptIssue> Check(InstanceType type, IReadOnlyList<ResolvedPart> parts)
    {
        foreach (var part in parts)
        {
            if (part.Key == "definition" && part.Definition is { } definition && !Of(type).Contains(definition.Kind))
            {
                yield return part.Position.Issue("wrong_kind", $"{definition} is a {definition.Kind}; a {type} takes {string.Join(" or ", Of(type))}", "/definition");
            }

            if (part.Shared is { } shared && SnakeCase.TryParse<PartRole>(part.Key, out var role) && shared.Type != TypeOf(role))
            {
                yield return part.Position.Issue("wrong_part", $"{shared.Name} is a {shared.Type}; the {part.Key} of a dataset is a {TypeOf(role)}", $"/{part.Key}");
            }
        }
    }
}
