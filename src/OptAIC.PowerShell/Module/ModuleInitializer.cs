using System.ComponentModel;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace OptAIC.Module;

/// <summary>Makes the default load context ask the module's own one for the engine. Nothing is loaded at import.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModuleInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly Lazy<DependencyContext> Dependencies = new(() => new(Path.Combine(ModuleFolder.Path, "dependencies")));

    /// <inheritdoc/>
    public void OnImport() => AssemblyLoadContext.Default.Resolving += Resolve;

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AssemblyLoadContext.Default.Resolving -= Resolve;

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == DependencyContext.EngineName ? Dependencies.Value.LoadFromAssemblyName(name) : null;
}
