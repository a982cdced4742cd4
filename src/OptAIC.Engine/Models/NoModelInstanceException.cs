using OptAIC.Errors;
using OptAIC.Model;

namespace OptAIC.Engine.Models;

/// <summary>An instance trains no model, and so has no versions of one.</summary>
/// <param name="instance">Name of the instance.</param>
/// <param name="type">Its type.</param>
public sealed class NoModelInstanceException(string instance, InstanceType type)
    : OptException("NoModelInstance", ExitCode.Usage, $"{instance} is a {type} and trains no model", "'optaic instance list --type ModelInstance' shows the models")
{
    /// <summary>Name of the instance.</summary>
    public string Instance { get; } = instance;
}
