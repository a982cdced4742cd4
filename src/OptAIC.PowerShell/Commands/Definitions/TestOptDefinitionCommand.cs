using System.Management.Automation;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Checks definitions and runs their own test cases, each in a workspace that is thrown away; writes every problem and every result.</summary>
[Cmdlet(VerbsDiagnostic.Test, "OptDefinition", DefaultParameterSetName = PathSet)]
[OutputType(typeof(OptIssue), typeof(OptTestResult), typeof(bool))]
public sealed class TestOptDefinitionCommand : WorkspaceCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string NameSet = "Name";

    private string[] _paths = [];

    /// <summary>Folders or <c>definition.yml</c> files; wildcards.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "Folder with a definition.yml, the file, or a .zip, .tar.gz or .tgz of the folder. Wildcards are allowed")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path
    {
        get => _paths;
        set => _paths = value;
    }

    /// <summary>Folders or <c>definition.yml</c> files, taken as they are written.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Folder with a definition.yml, the file, or an archive of the folder, taken as it is written")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath
    {
        get => _paths;
        set => _paths = value;
    }

    /// <summary>Registered definitions.</summary>
    [Parameter(ParameterSetName = NameSet, Mandatory = true, HelpMessage = "Registered definition: name, name@1.2.0 or name@^1.2")]
    [ArgumentCompleter(typeof(DefinitionCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Only cases with such names.</summary>
    [Parameter(HelpMessage = "Only cases with such names. Wildcards are allowed")]
    [Alias("Case")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string? Filter { get; set; }

    /// <summary>Run no case.</summary>
    [Parameter(HelpMessage = "Only check the folder; run no test case")]
    public SwitchParameter ValidateOnly { get; set; }

    /// <summary>Leave the throw-away workspaces in place.</summary>
    [Parameter(HelpMessage = "Leave the throw-away workspaces in place; results say where")]
    public SwitchParameter Keep { get; set; }

    /// <summary>Only say whether all is well.</summary>
    [Parameter(HelpMessage = "Return $true when no error is found and no case fails, and $false otherwise, instead of the findings")]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == NameSet)
        {
            foreach (var name in Name)
            {
                ForItem(name, () => Finish(ValidateOnly ? Workspace.Definitions.Show(name).All(d => d.Issues.Count == 0) : Run(Workspace.Definitions.Tests(name, Filter))));
            }

            return;
        }

        foreach (var path in ProviderPaths.Resolve(this, _paths, ParameterSetName == LiteralPathSet))
        {
            ForItem(path, () => Test(path));
        }
    }

    private void Test(string path)
    {
        var issues = DefinitionFacade.Validate(path);
        if (!Quiet)
        {
            WriteObject(issues, enumerateCollection: true);
        }

        var isValid = issues.All(i => i.Severity != IssueSeverity.Error);
        Finish(isValid && (ValidateOnly || Run(DefinitionFacade.TestsOf(path, Filter))));
    }

    private void Finish(bool isWell)
    {
        if (Quiet)
        {
            WriteObject(isWell);
        }
    }

    private bool Run(DefinitionTests tests)
    {
        var options = new DefinitionTestOptions { Keep = Keep, Runner = Options.Runner };
        return NewsPump.Run<OptTestResult, bool>(
            async (news, stop) =>
            {
                var isWell = true;
                await foreach (var result in tests.RunAsync(options, stop).ConfigureAwait(false))
                {
                    isWell &= result.Outcome != TestOutcome.Failed;
                    news.Report(result);
                }

                return isWell;
            },
            result =>
            {
                WriteVerbose(result.ToString());
                if (!Quiet)
                {
                    WriteObject(result);
                }
            },
            () => { },
            StopToken);
    }
}
