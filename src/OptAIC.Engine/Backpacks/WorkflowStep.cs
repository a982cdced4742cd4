namespace OptAIC.Engine.Backpacks;

/// <summary>A step of a workflow.</summary>
/// <param name="Name">Its name, unique in the workflow.</param>
/// <param name="Arguments">The program and its arguments, with templates.</param>
/// <param name="Needs">Steps that must have completed before it begins.</param>
/// <param name="Retries">Attempts after one that fails; <c>null</c> is what compute.yml says.</param>
/// <param name="Timeout">Longest duration of an attempt.</param>
internal sealed record WorkflowStep(string Name, IReadOnlyList<string> Arguments, IReadOnlyList<string> Needs, int? Retries, TimeSpan? Timeout);
