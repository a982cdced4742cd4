using OptAIC.Errors;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>A program left a link in its output folder.</summary>
/// <param name="instance">Name of the instance.</param>
/// <param name="file">The link, relative to the output folder.</param>
public sealed class LinkInOutputException(string instance, string file)
    : OptException("LinkInOutput", ExitCode.Failed, $"{instance}: '{file}' in the output folder is a link; what it leads to could change after it was published", "copy the file into the output folder");
