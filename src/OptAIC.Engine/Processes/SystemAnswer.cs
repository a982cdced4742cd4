namespace OptAIC.Engine.Processes;

/// <summary>What a program of the operating system said.</summary>
/// <param name="Status">How it ended; unknown when it did not.</param>
/// <param name="Output">Standard output, a character per byte.</param>
/// <param name="Error">Standard error.</param>
internal sealed record SystemAnswer(ExitStatus Status, string Output, string Error);
