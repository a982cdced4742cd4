using OptAIC.Errors;

namespace OptAIC.Engine.Workspaces;

/// <summary>A limit cannot be set.</summary>
/// <param name="problem">What is wrong with it.</param>
public sealed class InvalidLimitException(string problem)
    : OptException("InvalidLimit", ExitCode.Usage, problem, "a limit is a whole number from 1 to 10,000; 0 takes it back");
