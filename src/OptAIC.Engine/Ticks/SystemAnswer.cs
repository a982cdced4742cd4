using OptAIC.Engine.Processes;

namespace OptAIC.Engine.Ticks;

/// <summary>What a program of the operating system said.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Output">Standard output, a character per byte.</param>
/// <param name="Error">Standard error.</param>
internal sealed record SystemAnswer(ExitStatus Status, string Output, string Error)
{
    /// <summary>Nothing, when it succeeded.</summary>
    /// <exception cref="TickFailedException">It did not.</exception>
    public void Check(string did, string hint)
    {
        if (!Status.IsSuccess)
        {
            throw new TickFailedException($"{did}: {(Error.Length > 0 ? Error.ReplaceLineEndings(" ") : Status.ToString())}", hint);
        }
    }
}
