namespace OptAIC.Engine.Files;

/// <summary>
/// Every step by which the engine changes what is on disk passes here right before it is made, so that a proof can end the process at each of
/// them and look at what is left.
/// </summary>
internal static class WriteStep
{
    /// <summary>Called with the step and the path; <c>null</c> but in such a proof.</summary>
    public static Action<string, string>? Observer { get; set; }

    /// <summary>Says that a step is about to be made.</summary>
    public static void Before(string step, string path) => Observer?.Invoke(step, path);
}
