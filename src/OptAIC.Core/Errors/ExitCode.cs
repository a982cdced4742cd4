namespace OptAIC.Errors;

/// <summary>Exit codes of the command line; the cmdlets derive their error categories from them.</summary>
public enum ExitCode
{
    /// <summary>Done, or nothing to do.</summary>
    Done = 0,

    /// <summary>The work was started and failed.</summary>
    Failed = 1,

    /// <summary>The request, spec or config is wrong.</summary>
    Usage = 2,

    /// <summary>Something named does not exist.</summary>
    NotFound = 3,

    /// <summary>Refused by freshness or by a contract.</summary>
    Refused = 4,

    /// <summary>Another owner holds the lock.</summary>
    Busy = 5,

    /// <summary>Interrupted by the user.</summary>
    Interrupted = 130,
}
