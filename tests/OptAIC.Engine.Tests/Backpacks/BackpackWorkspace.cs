using System.Security.Cryptography;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Files;
using OptAIC.Engine.Tests.Workspaces;

namespace OptAIC.Engine.Tests.Backpacks;

/// <summary>A workspace, and a backpack beside it that is written file by file.</summary>
internal sealed class BackpackWorkspace : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TestWorkspace Test { get; } = new();

    /// <summary>The backpack.</summary>
    public string Path => _folder["pack"];

    /// <summary>A path beside the backpack.</summary>
    public string Beside(string name) => _folder[name];

    public string Write(string name, string text)
    {
        var path = _folder[$"pack/{name}"];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text.ReplaceLineEndings("\n"));
        return path;
    }

    public OptInstance Create(string? name = null) => Test.With(w => w.Instances.Create(new InstanceRequest { Backpack = Path, Name = name }));

    public BackpackInstance Prepare(string? name = null) => Test.With(w => w.Instances.OfBackpack(new InstanceRequest { Backpack = Path, Name = name }));

    /// <summary>Makes or moves its instance and runs it, whatever becomes of it.</summary>
    public OptRun Run(CancellationToken cancellation = default)
    {
        var name = Prepare().Instance.Name;
        Test.Run(new FlowRunRequest { Targets = [new FlowTarget(name)], Force = true }, cancellation);
        return Test.With(w => w.Runs.Get(name));
    }

    public string Sandbox(string file) => System.IO.Path.Combine(Test.DirectoryOf("pack"), "workflow", file);

    public static string Sha256(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    public void Dispose()
    {
        Test.Dispose();
        _folder.Dispose();
    }
}
