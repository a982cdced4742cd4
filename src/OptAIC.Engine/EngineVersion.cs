using System.Reflection;

namespace OptAIC.Engine;

/// <summary>The version of the engine, by which callers and runners recognise each other.</summary>
public static class EngineVersion
{
    /// <summary>The version, as <c>0.1.0</c>.</summary>
    public static string Text { get; } = typeof(EngineVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
