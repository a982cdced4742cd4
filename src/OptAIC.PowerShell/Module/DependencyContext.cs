using System.Reflection;
using System.Runtime.Loader;

namespace OptAIC.Module;

/// <summary>
/// Holds the engine and its packages apart from whatever versions of them the session has loaded. What goes through the pipeline
/// lives in <c>OptAIC.Core</c>, of which there is one, in the default context.
/// </summary>
internal sealed class DependencyContext : AssemblyLoadContext
{
    private static readonly Assembly Shared = typeof(OptInstance).Assembly;

    private readonly AssemblyDependencyResolver _resolver;

    public DependencyContext(string directory)
        : base("OptAIC") => _resolver = new AssemblyDependencyResolver(Path.Combine(directory, EngineName + ".dll"));

    public static string EngineName => "OptAIC.Engine";

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == Shared.GetName().Name)
        {
            return Shared;
        }

        return _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}
