using System.Globalization;
using OptAIC.Engine;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Benchmarks;

/// <summary>Fills a workspace that has an instance <c>prices</c> with chains of signals, so that queries have something to do.</summary>
internal static class LargeWorkspace
{
    private const int ChainLength = 10;

    public static void Fill(string root, int count)
    {
        using var workspace = Workspace.Open(new WorkspaceOptions { Root = root });
        for (var i = 1; i <= count; i++)
        {
            var upstream = i % ChainLength == 1 ? "prices" : string.Create(CultureInfo.InvariantCulture, $"inst{i - 1}");
            workspace.Instances.Create(new InstanceRequest
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"inst{i}"),
                Definition = "builtin.expression",
                Config = ["expression=close * 2", "output=close"],
                Upstream = [$"input={upstream}"],
            });
        }
    }
}
