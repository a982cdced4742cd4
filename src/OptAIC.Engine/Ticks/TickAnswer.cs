using OptAIC.Engine.Processes;

namespace OptAIC.Engine.Ticks;

/// <summary>Holds the operating system to what it was asked for.</summary>
internal static class TickAnswer
{
    /// <summary>Nothing, when a program succeeded.</summary>
    /// <exception cref="TickFailedException">It did not.</exception>
    public static void Check(this SystemAnswer answer, string did, string hint)
    {
        if (!answer.Status.IsSuccess)
        {
            throw new TickFailedException($"{did}: {(answer.Error.Length > 0 ? answer.Error.ReplaceLineEndings(" ") : answer.Status.ToString())}", hint);
        }
    }
}
