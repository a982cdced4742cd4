namespace OptAIC.Cli.Tests.Harness;

/// <summary>A small workspace in which everything has run, shared by tests that only ask.</summary>
public sealed class ReadyWorkspace : IDisposable
{
    private readonly SmallWorkspace _workspace = new();

    public ReadyWorkspace() => _workspace.Succeed("refresh", "+bt");

    internal SmallWorkspace Workspace => _workspace;

    internal Optaic Optaic => _workspace.Optaic;

    public void Dispose() => _workspace.Dispose();
}
