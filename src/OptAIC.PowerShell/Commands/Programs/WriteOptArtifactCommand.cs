using System.Management.Automation;
using System.Security.Cryptography;

namespace OptAIC.Commands;

/// <summary>Keeps files with the run that started this script: charts, fitted parameters, reports.</summary>
[Cmdlet(VerbsCommunications.Write, "OptArtifact", DefaultParameterSetName = PathSet)]
[OutputType(typeof(OptArtifact))]
public sealed class WriteOptArtifactCommand : ProgramCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private string[] _paths = [];

    /// <summary>Files; wildcards.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "File to keep with the run. Wildcards are allowed")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path
    {
        get => _paths;
        set => _paths = value;
    }

    /// <summary>Files, taken as they are written.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true, HelpMessage = "File to keep with the run, taken as it is written")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath
    {
        get => _paths;
        set => _paths = value;
    }

    /// <summary>Folder within the artifacts of the run.</summary>
    [Parameter(HelpMessage = "Folder within the artifacts of the run, for example plots")]
    [ValidateNotNullOrEmpty]
    public string Folder { get; set; } = ".";

    /// <summary>Write the artifacts to the pipeline too.</summary>
    [Parameter(HelpMessage = "Write the artifacts to the pipeline too")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var file in ProviderPaths.Resolve(this, _paths, ParameterSetName == LiteralPathSet))
        {
            ForItem(file, () => Keep(file));
        }
    }

    // Copied at once: the script may change or delete the file later.
    private void Keep(string file)
    {
        var folder = System.IO.Path.GetFullPath(Folder, Context.Artifacts);
        if (folder != Context.Artifacts && !folder.StartsWith(Context.Artifacts + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            ThrowTerminatingError(ErrorRecords.FolderOutside(Folder));
        }

        if (Directory.Exists(file))
        {
            WriteError(ErrorRecords.NotAFile(file));
            return;
        }

        Directory.CreateDirectory(folder);
        var target = System.IO.Path.Combine(folder, System.IO.Path.GetFileName(file));
        if (!string.Equals(System.IO.Path.GetFullPath(file), target, StringComparison.Ordinal))
        {
            File.Copy(file, target, overwrite: true);
        }

        if (PassThru)
        {
            using var content = File.OpenRead(target);
            WriteObject(new OptArtifact(target, content.Length, Convert.ToHexStringLower(SHA256.HashData(content))));
        }
    }
}
