using OptAIC.Errors;

namespace OptAIC.Engine.Models;

/// <summary>A training ended well and left no model.</summary>
/// <param name="instance">Name of the instance.</param>
public sealed class NoModelException(string instance)
    : OptException("NoModel", ExitCode.Failed, $"{instance}: the training left no file in its output folder", "write the fitted model there; the folder's path stands in the file that OPTAIC_CONTEXT names, under 'output'");
