namespace OptAIC.Engine.Environments;

/// <summary>An environment that is being made.</summary>
/// <param name="Spec">What is asked for.</param>
/// <param name="Tool">What makes it; <c>null</c> when the backpack brings that along.</param>
/// <param name="Folder">Where it comes to lie.</param>
/// <param name="Work">A copy of the folder <c>software</c>, in which programs may write.</param>
/// <param name="Log">Runs programs.</param>
internal sealed record EnvironmentBuild(EnvironmentSpec Spec, EnvironmentTool? Tool, string Folder, string Work, PreparationLog Log)
{
    /// <summary>What programs are given that make it.</summary>
    public Dictionary<string, string> Outside() => EnvironmentVariables.ForPreparation(Spec.Variables);

    /// <summary>What programs are given that work in it.</summary>
    public Dictionary<string, string> Inside()
    {
        var variables = Outside();
        EnvironmentVariables.Enter(variables, Spec.Engine, Folder);
        return variables;
    }
}
