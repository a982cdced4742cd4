using OptAIC.Engine.Tests.Files;
using OptAIC.Engine.Tests.Processes;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Tests.Definitions;

/// <summary>Several processes register one version at the same time.</summary>
public sealed class ConcurrentRegistrationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_version_gets_one_content_whoever_registers_it(bool sameContent)
    {
        var root = _folder["root"];
        Workspace.Initialize(new WorkspaceOptions { Root = root }).Dispose();
        var folders = Enumerable.Range(0, 4).Select(i => Definition($"source{i}", sameContent ? 0 : i)).ToList();
        var outcomes = await Task.WhenAll(folders.Select(f => TestHost.RunAsync(TestHost.Spec(TestHost.Program, ["die", "0", root, "register", f]))));

        Assert.Equal(sameContent ? 4 : 1, outcomes.Count(o => o.Status.IsSuccess));
        using var workspace = Workspace.Open(new WorkspaceOptions { Root = root });
        var registered = Assert.Single(workspace.Definitions.List("load*"));
        var winner = folders[Array.FindIndex(outcomes, o => o.Status.IsSuccess)];
        Assert.Empty(workspace.Definitions.Compare(winner, "load@1.0.0"));
        Assert.Empty(workspace.Health.Doctor());
        Assert.Equal(20, Directory.GetFiles(registered.Path!, "part*.txt").Length);
    }

    private string Definition(string folder, int content)
    {
        _folder.Write($"{folder}/definition.yml", "kind: PipelineDef\nname: load\nversion: 1.0.0\nentry: { command: [sh, fetch.sh] }\n");
        for (var i = 0; i < 20; i++)
        {
            _folder.Write($"{folder}/part{i}.txt", $"{content} {i}");
        }

        return _folder[folder];
    }
}
