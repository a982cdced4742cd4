namespace OptAIC.Engine.Tests.Environments;

/// <summary>Tests that change the PATH of this process, which others look programs up in.</summary>
[CollectionDefinition(nameof(OwnPath), DisableParallelization = true)]
public sealed class OwnPath;
