using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Definitions;

/// <summary>What a definition defines; on disk it is spelled as here.</summary>
[JsonConverter(typeof(NameEnumConverter<DefinitionKind>))]
public enum DefinitionKind
{
    /// <summary>How data are obtained.</summary>
    PipelineDef,

    /// <summary>Where data are kept.</summary>
    StoreDef,

    /// <summary>How data are read.</summary>
    AccessorDef,

    /// <summary>An operator of expressions.</summary>
    OpDef,

    /// <summary>A named expression with parameters.</summary>
    OpMacroDef,

    /// <summary>A model that is trained, predicts and is monitored.</summary>
    MLModuleDef,

    /// <summary>A method that turns signals into portfolio weights.</summary>
    PortfolioOptimizerDef,

    /// <summary>A whole workflow folder (a backpack).</summary>
    WorkflowDef,
}
