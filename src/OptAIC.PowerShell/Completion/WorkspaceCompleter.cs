using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Language;
using OptAIC.Engine;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Commands;

/// <summary>Completes values from the registry of the workspace that the command line means.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class WorkspaceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            return Complete(CompletionWord.Parse(wordToComplete), fakeBoundParameters?["Root"] as string);
        }
        catch (Exception error) when (error is not (PipelineStoppedException or OutOfMemoryException))
        {
            // No workspace, or a broken one: an error in the middle of typing helps nobody.
            return [];
        }
    }

    /// <summary>Everything that could be meant.</summary>
    private protected abstract IEnumerable<Candidate> Candidates(Workspace workspace, string typed);

    private List<CompletionResult> Complete(CompletionWord word, string? root)
    {
        using var workspace = Workspace.Open(new WorkspaceOptions { Root = RootPath(root) });
        var pattern = WildcardPattern.Get(WildcardPattern.Escape(word.Text) + "*", WildcardOptions.IgnoreCase);
        return
        [
            .. Candidates(workspace, word.Text)
                .Where(c => pattern.IsMatch(c.Text))
                .Select(c => new CompletionResult(word.Quote(c.Text), c.Text, CompletionResultType.ParameterValue, c.ToolTip)),
        ];
    }

    // The runspace is at work on the completion itself, so its session can only be asked from within.
    private static string? RootPath(string? root)
    {
        if (root is null or ".")
        {
            return root;
        }

        using var within = PowerShell.Create(RunspaceMode.CurrentRunspace);
        var session = within.AddScript("$ExecutionContext.SessionState", useLocalScope: true).Invoke<SessionState>().Single();
        return session.Path.GetUnresolvedProviderPathFromPSPath(root);
    }

    /// <summary>A value and what to say about it.</summary>
    private protected sealed record Candidate(string Text, string ToolTip);
}
