using OptAIC.Engine.Processes;

namespace OptAIC.Engine.Definitions;

/// <summary>Asks git for the revision of a folder.</summary>
internal static class GitRevision
{
    private const string Program = "git";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The commit that is checked out, and whether files of the folder differ from it; <c>null</c> outside of a repository, without git, and when it does not answer.</summary>
    public static OptSourceRevision? Of(string folder)
    {
        if (!IsInRepository(folder))
        {
            return null;
        }

        try
        {
            return Ask(folder, "rev-parse", "HEAD") is { Length: > 0 } commit && Ask(folder, "status", "--porcelain", "--", ".") is { } changes
                ? new OptSourceRevision(commit, changes.Length > 0)
                : null;
        }
        catch (ProgramStartException)
        {
            return null;
        }
    }

    // Nobody else starts a program.
    private static bool IsInRepository(string folder)
    {
        for (var at = new DirectoryInfo(Path.GetFullPath(folder)); at is not null; at = at.Parent)
        {
            if (Path.Exists(Path.Combine(at.FullName, ".git")))
            {
                return true;
            }
        }

        return false;
    }

    // Without optional locks: to be looked at is to leave nothing behind.
    private static string? Ask(string folder, params string[] question) =>
        SystemProgram.Run(Program, ["--no-optional-locks", "-C", folder, .. question], patience: Patience) is { Status.IsSuccess: true } answer ? answer.Output.Trim() : null;
}
