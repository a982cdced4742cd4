using OptAIC.Errors;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>A template in a command line names something that may not be put there.</summary>
/// <param name="template">The template.</param>
/// <param name="why">What it names.</param>
/// <param name="hint">What to do.</param>
public sealed class ForbiddenTemplateException(string template, string why, string hint)
    : OptException("ForbiddenTemplate", ExitCode.Usage, $"'${{{template}}}' in the command {why}", hint);
