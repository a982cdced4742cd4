using OptAIC.Errors;
using OptAIC.Naming;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>A template in a command line names nothing.</summary>
/// <param name="template">The template.</param>
/// <param name="known">What could be named.</param>
public sealed class UnknownTemplateException(string template, IReadOnlyList<string> known)
    : OptException("UnknownTemplate", ExitCode.Usage, $"'${{{template}}}' in the command names nothing; there are {string.Join(", ", known)}", NearestName.Hint(template, known) ?? "to write it as it is, double the dollar sign: $${");
