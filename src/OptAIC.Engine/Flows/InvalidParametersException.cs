using OptAIC.Engine.Yaml;
using OptAIC.Errors;

namespace OptAIC.Engine.Flows;

/// <summary>A flow is started with parameters that it does not take, or without those that it needs.</summary>
public sealed class InvalidParametersException : OptException
{
    private const string Id = "InvalidParameters";

    internal InvalidParametersException(string flow, string definition, IReadOnlyList<OptIssue> issues)
        : base(Id, ExitCode.Usage, $"{flow}: {IssueSummary.Of(issues)}", $"its parameters are in flow_specs of {definition}; give them with --param name=value") => Issues = issues;

    internal InvalidParametersException(string flow)
        : base(Id, ExitCode.Usage, $"{flow} takes no parameters", "a flow takes what parameters_schema in flow_specs of its definition says; what an instance is always run with belongs into its config")
    {
    }

    internal InvalidParametersException(int flows)
        : base(Id, ExitCode.Usage, $"parameters are for one flow, and {flows} are to be started", "start the flow that takes them by itself")
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<OptIssue> Issues { get; } = [];
}
