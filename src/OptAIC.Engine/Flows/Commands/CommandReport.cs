using OptAIC.Engine.Execution;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>What a program reports while it runs, from whatever thread reads it. Bounded: a program that reports without end costs no memory without end.</summary>
/// <param name="context">Told of progress, and of warnings for the log; <c>null</c> when the program belongs to no run.</param>
internal sealed class CommandReport(FlowContext? context)
{
    private const int MostMetrics = 10_000;
    private const int MostIssues = 100;
    private const int MostArtifacts = 10_000;
    private const int LongestName = 200;
    private const long BetweenProgressMs = 50;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, double?> _metrics = [];
    private readonly List<OptIssue> _issues = [];
    private readonly List<(string Path, string? Name)> _artifacts = [];
    private long _moreIssues;
    private long _progressAt = -BetweenProgressMs;

    /// <summary>Metrics by name.</summary>
    public IReadOnlyDictionary<string, double?> Metrics => _metrics;

    /// <summary>Files that it named.</summary>
    public IReadOnlyList<(string Path, string? Name)> Artifacts => _artifacts;

    /// <summary>Latest date in the data, when it says so.</summary>
    public DateOnly? LastDataDate { get; set; }

    /// <summary>What it warned of, and what in its lines was not understood.</summary>
    public IReadOnlyList<OptIssue> Issues => _moreIssues == 0 ? _issues
        : [.. _issues, new OptIssue { Severity = IssueSeverity.Warning, Code = "more_issues", Message = $"{_moreIssues} more were not kept; the log has them", Count = _moreIssues }];

    /// <summary>Takes a metric; says what is wrong with it.</summary>
    public string? Metric(string name, double? value)
    {
        lock (_gate)
        {
            if (name.Length > LongestName || name.Any(char.IsControl))
            {
                return $"a metric's name has at most {LongestName} characters and no control characters";
            }

            if (_metrics.Count >= MostMetrics && !_metrics.ContainsKey(name))
            {
                return $"a run has at most {MostMetrics} metrics";
            }

            _metrics[name] = value;
            return null;
        }
    }

    /// <summary>Takes a file; says what is wrong with it.</summary>
    public string? Artifact(string path, string? name)
    {
        lock (_gate)
        {
            if (_artifacts.Count >= MostArtifacts)
            {
                return $"a run has at most {MostArtifacts} artifacts";
            }

            _artifacts.Add((path, name));
            return null;
        }
    }

    /// <summary>Tells how far it is; not more often than anybody can see.</summary>
    public void Progress(double percent, string? text)
    {
        var now = Environment.TickCount64;
        if (now - _progressAt >= BetweenProgressMs || percent >= 100)
        {
            _progressAt = now;
            context?.Progress(percent, text);
        }
    }

    /// <summary>Takes a warning.</summary>
    public void Warn(string code, string message) => Add(new OptIssue { Severity = IssueSeverity.Warning, Code = code, Message = message });

    /// <summary>Takes an issue.</summary>
    public void Add(OptIssue issue)
    {
        lock (_gate)
        {
            if (_issues.Count >= MostIssues)
            {
                _moreIssues++;
                return;
            }

            _issues.Add(issue);
        }

        try
        {
            context?.Log($"{(issue.Severity == IssueSeverity.Error ? "error" : "warning")}: {issue.Message}");
        }
        catch (StorageException)
        {
            // The log of the program's own output cannot be written either then, and that ends the run.
        }
    }
}
