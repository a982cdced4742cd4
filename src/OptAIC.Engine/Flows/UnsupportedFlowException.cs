using OptAIC.Errors;

namespace OptAIC.Engine.Flows;

/// <summary>A flow asks for something that this version cannot run.</summary>
/// <param name="problem">What.</param>
public sealed class UnsupportedFlowException(string problem)
    : OptException("UnsupportedFlow", ExitCode.Usage, problem, "see docs/ for what this version has");
