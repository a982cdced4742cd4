using System.ComponentModel;
using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Base of the cmdlets that change instances one by one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class InstanceChangeCommand : WorkspaceCommand
{
    internal const string NameHelp = "Name of an instance, its id or the path of its directory. Wildcards are allowed, and selectors: +name, tag:nightly, status:stale";

    /// <summary>Names, with wildcards; ids; paths.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = NameHelp)]
    [Alias("Id", "Instance")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public InstanceReference[] Name { get; set; } = [];

    /// <summary>What is left out.</summary>
    [Parameter(HelpMessage = "Names, patterns and selectors of what is left out")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Exclude { get; set; } = [];

    /// <summary>Write the instance as it was found.</summary>
    [Parameter(HelpMessage = "Return the instance, as it was before")]
    public virtual SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForInstances(Name, Exclude, Change);

    /// <summary>Asks for, and makes, the change of one instance.</summary>
    private protected abstract void Change(OptInstance instance);
}
