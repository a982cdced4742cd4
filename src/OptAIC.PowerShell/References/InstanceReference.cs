using OptAIC.Model;

namespace OptAIC.Commands;

/// <summary>An instance, by whatever can name it: its name (wildcards), id or path, the object itself, or one of its flows or runs.</summary>
public sealed class InstanceReference
{
    /// <summary>By name, pattern, id, path of the directory, or <c>name.flow</c> where a flow is asked for.</summary>
    public InstanceReference(string text) => Text = text;

    /// <summary>By id.</summary>
    public InstanceReference(Guid id) => Text = id.ToString("D");

    /// <summary>The instance itself.</summary>
    public InstanceReference(OptInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        (Text, Name) = (instance.Id.ToString("D"), instance.Name);
    }

    /// <summary>The instance of a flow.</summary>
    public InstanceReference(OptFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        (Text, Name, Flow) = (flow.InstanceId.ToString("D"), flow.Instance, flow.Flow);
    }

    /// <summary>The instance of a version of a model.</summary>
    public InstanceReference(OptModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        (Text, Name) = (model.InstanceId.ToString("D"), model.Instance);
    }

    /// <summary>The instance of a run.</summary>
    public InstanceReference(OptRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        (Text, Name, Flow) = (run.InstanceId.ToString("D"), run.Instance, run.Flow);
    }

    /// <summary>The instance of a step of a plan.</summary>
    public InstanceReference(OptPlanStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        (Text, Flow) = (step.Instance, step.Flow);
    }

    /// <summary>What finds the instance.</summary>
    public string Text { get; }

    /// <summary>The flow, when a flow named the instance.</summary>
    public FlowKind? Flow { get; }

    /// <summary>Whether it is a pattern or a selector, which may mean several instances or none.</summary>
    public bool IsPattern => Name is null && (Text.AsSpan().ContainsAny('*', '?') || IsSelector);

    /// <summary>Whether it is a selector, which may mean some flows of an instance only.</summary>
    public bool IsSelector => Name is null && Selectors.Selector.IsMoreThanName(Text);

    /// <summary>What people call it.</summary>
    private string? Name { get; }

    /// <summary>The name, as messages and selectors use it.</summary>
    public override string ToString() => Name ?? Text;
}
