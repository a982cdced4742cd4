namespace OptAIC.Help;

/// <summary>A page of help is not as it has to be.</summary>
/// <param name="page">Path of the page.</param>
/// <param name="line">Line, from 1.</param>
/// <param name="message">What is wrong.</param>
internal sealed class PageException(string page, int line, string message) : Exception(message)
{
    public string Page { get; } = page;

    public int Line { get; } = line;
}
