using OptAIC.Errors;

namespace OptAIC.Engine.Instances;

/// <summary>An instance was changed by somebody else while a change of it was worked out; nothing was written.</summary>
/// <param name="instance">Name of the instance.</param>
/// <param name="expected">Generation that the change was worked out from.</param>
/// <param name="found">Generation that it has now.</param>
public sealed class InstanceChangedException(string instance, int expected, int found)
    : OptException(
        "InstanceChanged",
        ExitCode.Busy,
        $"{instance} was changed by somebody else meanwhile: generation {expected} was read, it is at {found} now; nothing was written",
        "look at it with 'optaic instance show', then try again")
{
    /// <summary>Name of the instance.</summary>
    public string Instance { get; } = instance;

    /// <summary>Generation that it has now.</summary>
    public int Generation { get; } = found;
}
