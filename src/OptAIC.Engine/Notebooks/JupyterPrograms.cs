using OptAIC.Engine.Processes;

namespace OptAIC.Engine.Notebooks;

/// <summary>The programs of Jupyter that an environment has. Nothing is started to find out.</summary>
/// <param name="environment">The environment in which they would run.</param>
/// <param name="folder">The folder in which they would run.</param>
internal sealed class JupyterPrograms(IReadOnlyDictionary<string, string> environment, string folder)
{
    /// <summary>What is missing to run notebooks; <c>null</c> when nothing is.</summary>
    public string? MissingForBatch => Find(Notebook.Program) is null ? Notebook.Program : Has(Notebook.Converter) ? null : $"{Notebook.Program}-{Notebook.Converter}";

    /// <summary>The command of <c>jupyter</c> that serves notebooks to a browser, the newer one first; <c>null</c> when there is none.</summary>
    public string? Server => Find(Notebook.Program) is null ? null : Array.Find(["lab", "notebook"], Has);

    // Jupyter itself looks beside its own program first, and beside the file that a link to it leads to.
    private bool Has(string command)
    {
        var name = $"{Notebook.Program}-{command}";
        var jupyter = Find(Notebook.Program)!;
        var linked = File.ResolveLinkTarget(jupyter, returnFinalTarget: true)?.FullName;
        return Find(name) is not null || new[] { jupyter, linked }.OfType<string>().Any(j => File.Exists(Path.Combine(Path.GetDirectoryName(j)!, name + Path.GetExtension(jupyter))));
    }

    private string? Find(string program)
    {
        try
        {
            return ProgramPath.Resolve(program, folder, environment);
        }
        catch (ProgramStartException)
        {
            return null;
        }
    }
}
