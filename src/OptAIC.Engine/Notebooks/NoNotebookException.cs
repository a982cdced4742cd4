using OptAIC.Errors;

namespace OptAIC.Engine.Notebooks;

/// <summary>What is no notebook cannot be worked on interactively.</summary>
public sealed class NoNotebookException : OptException
{
    private NoNotebookException(string message, string hint)
        : base("NoNotebook", ExitCode.Usage, message, hint)
    {
    }

    /// <summary>The flow runs something else.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="entry">What it runs.</param>
    internal static NoNotebookException Of(string flow, string entry) =>
        new($"{flow} runs {entry}, and only a notebook can be worked on interactively", "run it without --interactive, or make a .ipynb file in workflow/ its entry");

    /// <summary>Not one flow was named.</summary>
    /// <param name="count">How many.</param>
    internal static NoNotebookException OfMany(int count) => new($"one notebook is opened at a time, and {count} flows are meant", "name one workflow");
}
