using System.Text.Json;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;

namespace OptAIC.Engine.Schedules;

/// <summary>
/// Tells a program of an alert: an <see cref="OptScheduleEvent"/> as JSON on its standard input, with the workspace's root in <c>OPTAIC_HOME</c>. It has a
/// while for it and is then ended; whatever it does, flows go on.
/// </summary>
internal static class AlertHook
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly StopPatience Patience = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    /// <summary>Tells of an alert; completes when the program has ended. A failure goes into the activity log.</summary>
    public static async Task TellAsync(WorkspaceContext workspace, OptScheduleEvent alert)
    {
        if (workspace.Document.Settings.AlertCommand is not { } command)
        {
            return;
        }

        try
        {
            if (await RunAsync(workspace, command, alert).ConfigureAwait(false) is { } problem)
            {
                workspace.Activity.Append("alert.hook_failed", alert.ToString(), ("command", command[0]), ("error", problem));
            }
        }
        catch (Exception refused) when (refused is OptException or IOException)
        {
            workspace.Activity.Append("alert.hook_failed", alert.ToString(), ("command", command[0]), ("error", refused.Message));
        }
    }

    private static async Task<string?> RunAsync(WorkspaceContext workspace, IReadOnlyList<string> command, OptScheduleEvent alert)
    {
        var environment = ChildSpec.CurrentEnvironment();
        environment["OPTAIC_HOME"] = workspace.Paths.Root;
        using var child = ChildProcess.Start(new ChildSpec
        {
            Program = command[0],
            Arguments = [.. command.Skip(1)],
            WorkingDirectory = workspace.Paths.Root,
            Environment = environment,
            Input = ChildInput.Pipe,
            Output = ChildOutput.None,
            Error = ChildOutput.None,
        });
        try
        {
            await child.Input!.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(alert, LineJson.Default.OptScheduleEvent)).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It does not listen. That is its right.
        }

        child.Input!.Dispose();
        if (await Task.WhenAny(child.Exit, Task.Delay(Longest)).ConfigureAwait(false) != child.Exit)
        {
            await child.StopAsync(Patience).ConfigureAwait(false);
            return $"ended after {Longest.TotalSeconds:0} s";
        }

        var status = await child.Exit.ConfigureAwait(false);
        return status.IsSuccess ? null : status.ToString();
    }
}
