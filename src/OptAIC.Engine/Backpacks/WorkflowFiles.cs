using OptAIC.Engine.Definitions;
using OptAIC.Engine.Environments;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Backpacks;

/// <summary>
/// What the files of a workflow say besides its definition: its data, environment, limits and steps. The same reading checks a folder, registers it
/// and runs it, so that what is wrong is found before anything is made.
/// </summary>
internal sealed record WorkflowFiles
{
    /// <summary>Its items of data.</summary>
    public IReadOnlyList<DataItem> Data { get; init; } = [];

    /// <summary>With which software.</summary>
    public EnvironmentSpec Environment { get; init; } = EnvironmentSpec.None;

    /// <summary>What it may use.</summary>
    public ComputeSpec Compute { get; init; } = ComputeSpec.Standard;

    /// <summary>Its steps by the path of their file.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<WorkflowStep>> Steps { get; init; } = new Dictionary<string, IReadOnlyList<WorkflowStep>>();

    /// <summary>Every error and warning, file by file.</summary>
    public IReadOnlyList<OptIssue> Issues { get; init; } = [];

    /// <summary>Reads them.</summary>
    /// <param name="folder">Folder of the definition.</param>
    /// <param name="shownAs">How people know that folder.</param>
    /// <param name="stepFiles">Paths of files of steps, as entries name them.</param>
    public static WorkflowFiles Read(string folder, string shownAs, IEnumerable<string> stepFiles)
    {
        var issues = new List<OptIssue>();
        var data = ReadFile(WorkflowFolder.Data, (document, found) => new DataReader(folder, found).Read(document)) ?? [];
        var environment = ReadFile(WorkflowFolder.Environment, (document, found) => new EnvironmentReader(Path.Combine(folder, WorkflowFolder.Software), found).Read(document)) ?? EnvironmentSpec.None;
        var compute = ReadFile(WorkflowFolder.Compute, (document, found) => ComputeReader.Read(document, found)) ?? ComputeSpec.Standard;
        var steps = stepFiles.Distinct(StringComparer.Ordinal).ToDictionary(
            f => f, f => ReadFile(f, (document, found) => new StepReader(WorkflowFolder.Programs(folder), found).Read(document)) ?? [], StringComparer.Ordinal);
        return new WorkflowFiles { Data = data, Environment = environment, Compute = compute, Steps = steps, Issues = issues };

        T? ReadFile<T>(string file, Func<DocumentNode, List<OptIssue>, T?> read)
            where T : class
        {
            var path = Path.Combine(folder, file);
            if (!File.Exists(path))
            {
                return null;
            }

            var found = new List<OptIssue>();
            try
            {
                return read(DocumentReader.ReadFile(path, shownAs: Path.Combine(shownAs, file)), found);
            }
            catch (InvalidDocumentException malformed)
            {
                found.AddRange(malformed.Issues);
                return null;
            }
            finally
            {
                issues.AddRange(IssueSummary.ByPlace(found));
            }
        }
    }

    /// <summary>Reads those of a definition that is ready for use.</summary>
    /// <exception cref="InvalidDefinitionException">They break rules.</exception>
    public static WorkflowFiles Of(LoadedDefinition loaded)
    {
        if (loaded.Folder is not { } folder)
        {
            return new WorkflowFiles();
        }

        var entries = loaded.Definition.FlowSpecs.Select(f => f.Entry).Append(loaded.Definition.Entry);
        var read = Read(folder, folder, entries.Where(e => e is { Kind: OptAIC.Definitions.EntryKind.Steps }).Select(e => e!.Text));
        return read.Issues.Any(i => i.Severity == IssueSeverity.Error) ? throw new InvalidDefinitionException(read.Issues) : read;
    }
}
