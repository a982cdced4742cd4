using OptAIC.Errors;

namespace OptAIC.Engine.Runs;

/// <summary>Nothing says which runs are to be removed.</summary>
public sealed class RemovalNotStatedException()
    : OptException("RemovalNotStated", ExitCode.Usage, "nothing says which runs are removed", "name runs, or give --where, --status, --keep, --older-than or --max-size, or --retention for what the workspace says");
