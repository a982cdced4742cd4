namespace OptAIC.Engine.Workspaces;

/// <summary>Which workspace to open, and on whose behalf.</summary>
public sealed record WorkspaceOptions
{
    /// <summary>Base directory; <c>null</c> or <c>.</c> is <c>OPTAIC_HOME</c>, else <c>~/.optaic</c>.</summary>
    public string? Root { get; init; }

    /// <summary>Who acts, for the records; the user of the process when left out.</summary>
    public string? Actor { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The runner's executable; found by itself when left out.</summary>
    public string? Runner { get; init; }

    /// <summary>Registered definitions of another workspace that this one has besides its own; they are only read.</summary>
    internal string? BaseDefinitions { get; init; }
}
