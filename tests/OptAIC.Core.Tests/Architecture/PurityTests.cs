using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using OptAIC.Model;

namespace OptAIC.Core.Tests.Architecture;

/// <summary>The core has no I/O and no clock of its own: seen in what its assembly references.</summary>
public sealed class PurityTests
{
    private static readonly string[] ForbiddenTypes =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.FileSystemInfo", "System.IO.FileSystemWatcher", "System.IO.Directory",
        "System.IO.DirectoryInfo", "System.IO.DriveInfo", "System.IO.StreamReader", "System.IO.StreamWriter", "System.Console",
        "System.Random", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.Threading.Thread", "System.Threading.Timer",
    ];

    private static readonly string[] ForbiddenMembers =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.TimeProvider.get_System", "System.TimeZoneInfo.get_Local", "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.IO.Path.GetFullPath",
        "System.IO.Path.Exists", "System.IO.Path.GetTempPath", "System.IO.Path.GetTempFileName", "System.Threading.Tasks.Task.Delay", "System.Threading.Tasks.Task.Run",
    ];

    private const string UsedByIterators = "System.Environment.get_CurrentManagedThreadId";

    [Fact]
    public void The_core_references_nothing_but_the_runtime() =>
        Assert.All(typeof(FlowKey).Assembly.GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));

    [Fact]
    public void The_core_reads_no_file_no_clock_and_no_environment()
    {
        var (types, members) = ReferencesOf(typeof(FlowKey).Assembly.Location);

        Assert.Contains("System.DateOnly", types);
        Assert.Contains("System.DateOnly.AddDays", members);
        Assert.DoesNotContain(types, t => t.StartsWith("System.Net.", StringComparison.Ordinal));
        Assert.Empty(types.Intersect(ForbiddenTypes));
        Assert.Empty(members.Intersect(ForbiddenMembers));
        Assert.Empty(members.Where(m => m.StartsWith("System.Environment.", StringComparison.Ordinal)).Except([UsedByIterators]));
    }

    private static (HashSet<string> Types, HashSet<string> Members) ReferencesOf(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        var members = metadata.MemberReferences.Select(metadata.GetMemberReference).Where(m => m.Parent.Kind == HandleKind.TypeReference)
            .Select(m => $"{NameOf((TypeReferenceHandle)m.Parent)}.{metadata.GetString(m.Name)}");
        return ([.. metadata.TypeReferences.Select(NameOf)], [.. members]);

        string NameOf(TypeReferenceHandle handle)
        {
            var type = metadata.GetTypeReference(handle);
            return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
        }
    }
}
