using System.Reflection;

namespace OptAIC.Module.Tests;

/// <summary>The clone that the tests belong to.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;
}
