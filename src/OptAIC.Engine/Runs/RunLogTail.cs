using System.Text;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;

namespace OptAIC.Engine.Runs;

/// <summary>Reads logs of a run as they grow, over all its attempts.</summary>
/// <param name="paths">The instance's.</param>
/// <param name="run">The run.</param>
/// <param name="names">The logs: names of files in a folder of logs.</param>
internal sealed class RunLogTail(InstancePaths paths, Guid run, params string[] names)
{
    private readonly long[] _offsets = new long[names.Length];
    private int _attempt = 1;

    /// <summary>The first of the logs, of the present attempt.</summary>
    public string File => Path.Combine(paths.RunLogs(run, _attempt), names[0]);

    /// <summary>The lines since the last call.</summary>
    public IReadOnlyList<string> Read()
    {
        var lines = new List<string>();
        ReadAttempt(lines);
        while (Directory.Exists(paths.RunLogs(run, _attempt + 1)))
        {
            // Once more: it may have said something between the reading and the look at the next one.
            ReadAttempt(lines);
            Array.Clear(_offsets);
            _attempt++;
            ReadAttempt(lines);
        }

        return lines;
    }

    private void ReadAttempt(List<string> lines)
    {
        for (var i = 0; i < names.Length; i++)
        {
            _offsets[i] = AppendLogReader.Read(Path.Combine(paths.RunLogs(run, _attempt), names[i]), _offsets[i], line => lines.Add(Encoding.UTF8.GetString(line)));
        }
    }
}
