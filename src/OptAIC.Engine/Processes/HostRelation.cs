namespace OptAIC.Engine.Processes;

/// <summary>What another host identity is to this one, and so what can be said of its processes.</summary>
internal enum HostRelation
{
    /// <summary>The same host, boot and process namespace: process identities can be checked.</summary>
    Same,

    /// <summary>The same running kernel, but another process namespace (a container): its locks are ours too, its process ids are not.</summary>
    SameKernel,

    /// <summary>The same host before it was started anew: none of its processes runs any more.</summary>
    EarlierBoot,

    /// <summary>Another host: nothing can be said from here.</summary>
    Other,
}
