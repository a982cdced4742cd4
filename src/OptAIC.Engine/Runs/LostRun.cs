using OptAIC.Engine.Documents;
using OptAIC.Freshness;
using OptAIC.Runs;

namespace OptAIC.Engine.Runs;

/// <summary>A run whose runner died: seen as failed by every reader, written as failed by the next holder of the guard.</summary>
internal static class LostRun
{
    /// <summary>The record as it has to be written.</summary>
    /// <param name="record">The record that the dead runner left.</param>
    /// <param name="now">When this was found out.</param>
    public static RunRecord Settle(RunRecord record, DateTimeOffset now) => record with
    {
        Status = RunStateMachine.Move(record.Status, RunStatus.Failed),
        EndedAt = now < record.CreatedAt ? record.CreatedAt : now,
        Error = new RunError(FailureFacts.Lost, Message(record), "start it again; what it had published before is untouched"),
    };

    /// <summary>What is known of the end of a lost run.</summary>
    public static string Message(RunRecord record)
    {
        var owner = $"the runner (process {record.Runner.Pid} on {record.Runner.Host}) is gone";
        return LastLogLine(record.LogPath) is { } line ? $"{owner}; last log line: {line}" : owner;
    }

    private static string? LastLogLine(string logs)
    {
        foreach (var name in (string[])["stderr", "stdout"])
        {
            var file = Path.Combine(logs, name);
            if (File.Exists(file) && File.ReadLines(file).LastOrDefault(l => l.Length > 0) is { } line)
            {
                return line.Length <= 200 ? line : line[..200] + "…";
            }
        }

        return null;
    }
}
