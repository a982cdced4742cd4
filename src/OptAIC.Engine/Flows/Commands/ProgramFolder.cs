using OptAIC.Engine.Instances;
using OptAIC.Model;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>What a run gives its program besides the definition's files: <c>workflow/.optaic/&lt;flow&gt;</c>, made for a run and gone with it.</summary>
internal sealed class ProgramFolder : IDisposable
{
    private readonly string _folder;

    /// <summary>Makes it; what a run that died has left there goes.</summary>
    public ProgramFolder(InstancePaths paths, FlowKind flow)
    {
        _folder = PathOf(paths, flow);
        Remove();
        Directory.CreateDirectory(Inputs);
    }

    /// <summary>Where it is.</summary>
    public static string PathOf(InstancePaths paths, FlowKind flow) => Path.Combine(paths.Workflow, ".optaic", SnakeCase.Of(flow));

    /// <summary>The upstreams' datasets as CSV files.</summary>
    public string Inputs => Path.Combine(_folder, "inputs");

    /// <summary>The file into which a program may write messages instead of writing them to its output.</summary>
    public string Report => Path.Combine(_folder, "report");

    /// <summary>A folder of modules for PowerShell.</summary>
    public string Modules => Path.Combine(_folder, "modules");

    public void Dispose()
    {
        try
        {
            Remove();
        }
        catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
        {
            // Somebody whom the program left behind holds a file; the next run removes it.
        }
    }

    private void Remove()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
