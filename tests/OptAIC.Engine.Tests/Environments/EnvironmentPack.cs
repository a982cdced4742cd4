using OptAIC.Engine.Documents;
using OptAIC.Engine.Environments;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Backpacks;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Tests.Environments;

/// <summary>A backpack whose environment a shell script makes, which counts how often it did.</summary>
internal sealed class EnvironmentPack : IDisposable
{
    public EnvironmentPack()
    {
        Pack.Write("workflow/go.sh", "tool > \"$OPTAIC_OUTPUT/out\"");
        Pack.Write("software/make.sh", $"echo made >> '{Made}'\nmkdir -p \"$1/bin\"\nprintf '#!/bin/sh\\necho one\\n' > \"$1/bin/tool\"\nchmod +x \"$1/bin/tool\"\n");
        Pack.Write("software/environment.yml", "engine: command\ncommand: [/bin/sh, make.sh, '${env.dir}']\n");
    }

    public BackpackWorkspace Pack { get; } = new();

    /// <summary>How often it was made.</summary>
    public int Times => File.Exists(Made) ? File.ReadAllLines(Made).Length : 0;

    /// <summary>The environments of the workspace.</summary>
    public IReadOnlyList<EnvironmentDocument> Environments
    {
        get
        {
            using var context = WorkspaceContext.Open(Pack.Test.Options);
            var cache = new EnvironmentCache(context.Paths);
            return [.. cache.Keys().Select(k => cache.Folder(k).Read()).OfType<EnvironmentDocument>()];
        }
    }

    private string Made => Pack.Beside("made");

    /// <summary>Names of the builds that are there, of all environments.</summary>
    public IReadOnlyList<string> Builds() => Directory.Exists(Cache)
        ? [.. Directory.GetDirectories(Cache).SelectMany(k => Directory.Exists(Path.Combine(k, "builds")) ? Directory.GetDirectories(Path.Combine(k, "builds")) : [])]
        : [];

    /// <summary>Runs the instance, which is there.</summary>
    public OptRun Run(bool refresh = false, string name = "pack", CancellationToken cancellation = default)
    {
        Pack.Test.Run(new FlowRunRequest { Targets = [new FlowTarget(name)], Force = true, RefreshEnvironment = refresh }, cancellation);
        return Pack.Test.With(w => w.Runs.Get(name));
    }

    /// <summary>What the run published.</summary>
    public static string Said(OptRun run) => run.Status != OptAIC.Runs.RunStatus.Completed ? throw new Xunit.Sdk.XunitException($"{run.ErrorType}: {run.Error}") : File.ReadAllText(run.Artifacts.Single(a => Path.GetFileName(a.Path) == "out").Path);

    private string Cache => Path.Combine(Pack.Test.Root, "cache", "env");

    public void Dispose()
    {
        foreach (var build in Builds())
        {
            OptAIC.Engine.Files.ReadOnlyTree.Delete(build);
        }

        Pack.Dispose();
    }
}
