namespace OptAIC.Commands;

/// <summary>Which way to follow dependencies.</summary>
public enum LineageDirection
{
    /// <summary>To what a flow depends on.</summary>
    Upstream,

    /// <summary>To what depends on a flow.</summary>
    Downstream,

    /// <summary>Both ways.</summary>
    Both,
}
