using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Registry;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Execution;

/// <summary>How the runs of a plan are to be made.</summary>
internal sealed record RunSettings
{
    /// <summary>What whoever starts the plan wants, whatever the flows say.</summary>
    public RunPolicy Flags { get; init; } = RunPolicy.None;

    /// <summary>Attempts after the first, in the place of what the flows' policies say.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>Wait before the first retry, in the place of what the flows' policies say.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>What is done about a flow that runs already, when nobody says so.</summary>
    public required OverlapPolicy DefaultOverlap { get; init; }

    public required TriggerKind Trigger { get; init; }

    /// <summary>What one of the flows is told at this start.</summary>
    public (FlowKey Flow, JsonElement Value)? Parameters { get; init; }

    /// <summary>The flow whose notebook is worked on in a browser, and the session.</summary>
    public (FlowKey Flow, InteractiveSession Session)? Interactive { get; init; }

    /// <summary>The plan, when it has several runs.</summary>
    public Guid? Plan { get; init; }

    public bool AcceptDelayed { get; init; }

    public required EvaluationTime Time { get; init; }

    /// <summary>Flows that run whatever their status.</summary>
    public required IReadOnlySet<FlowKey> Forced { get; init; }

    /// <summary>Flows that are to have a version as of the day, though their current one is of a later day and may well be ready.</summary>
    public IReadOnlySet<FlowKey> AsOfOnly { get; init; } = new HashSet<FlowKey>();

    /// <summary>Flows whose environment is made anew first.</summary>
    public IReadOnlySet<FlowKey> RefreshedEnvironments { get; init; } = new HashSet<FlowKey>();

    /// <summary>Runs that are claimed for flows already.</summary>
    public IReadOnlyDictionary<FlowKey, Guid> Claims { get; init; } = new Dictionary<FlowKey, Guid>();

    /// <summary>The session in which a flow's notebook is worked on; <c>null</c> when it is run to its end.</summary>
    public InteractiveSession? SessionOf(FlowKey flow) => Interactive is { } opened && opened.Flow == flow ? opened.Session : null;

    /// <summary>What holds for a flow: flag before schedule before instance before definition.</summary>
    public RunPolicy PolicyOf(FlowPolicy flow)
    {
        var policy = Flags.Or(Trigger == TriggerKind.Schedule ? flow.Scheduled : null).Or(flow.Runs);
        if (MaxRetries is null && RetryDelay is null)
        {
            return policy;
        }

        var retry = policy.Retry ?? new RetryPolicy { MaxRetries = 0 };
        return policy with { Retry = retry with { MaxRetries = MaxRetries ?? retry.MaxRetries, Delay = RetryDelay ?? retry.Delay } };
    }
}
