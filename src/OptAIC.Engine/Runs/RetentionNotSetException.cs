using OptAIC.Errors;

namespace OptAIC.Engine.Runs;

/// <summary>The retention of a workspace is to be applied, and none was set.</summary>
public sealed class RetentionNotSetException()
    : OptException("RetentionNotSet", ExitCode.Usage, "this workspace has no retention", "set it with 'optaic init --retain-runs 20 --retain-age 30d', or say here which runs are removed");
