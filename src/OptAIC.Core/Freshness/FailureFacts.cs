namespace OptAIC.Freshness;

/// <summary>How a run failed.</summary>
/// <param name="RunId">The run.</param>
/// <param name="ErrorType">Type of the error; <c>lost</c> when the runner died.</param>
/// <param name="Message">The error in one line.</param>
public sealed record FailureFacts(Guid RunId, string ErrorType, string Message)
{
    /// <summary>Error type of a run whose runner died.</summary>
    public const string Lost = "lost";
}
