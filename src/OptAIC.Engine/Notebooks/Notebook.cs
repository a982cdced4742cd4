namespace OptAIC.Engine.Notebooks;

/// <summary>A notebook that an entry or a step runs: a command of Jupyter's <c>nbconvert --execute</c>.</summary>
/// <param name="Path">The notebook, in the folder in which programs run.</param>
internal sealed record Notebook(string Path)
{
    /// <summary>The program that runs notebooks.</summary>
    public const string Program = "jupyter";

    /// <summary>Its command that runs one to its end.</summary>
    public const string Converter = "nbconvert";

    /// <summary>What their names end with.</summary>
    public const string Extension = ".ipynb";

    /// <summary>The command that runs a notebook and keeps it, executed, with the run's artifacts.</summary>
    /// <param name="argument">The notebook, as it stands in a command.</param>
    public static IReadOnlyList<string> CommandOf(string argument) =>
        [Program, Converter, "--to", "notebook", "--execute", "--output-dir", "${run.artifacts}", argument];

    /// <summary>The notebook that a command runs; <c>null</c> when it is another command.</summary>
    public static Notebook? Of(IReadOnlyList<string> command) =>
        command.Count > 2 && System.IO.Path.GetFileNameWithoutExtension(command[0]) == Program && command[1] == Converter && command.Contains("--execute")
        && command.LastOrDefault(IsNotebook) is { } path ? new Notebook(path) : null;

    private static bool IsNotebook(string argument) => argument.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && !argument.StartsWith('-');
}
