namespace OptAIC.Commands;

/// <summary>A run, by whatever can name it: its id or a unique beginning of it, <c>latest</c>, an instance's name (its last run), or the object itself.</summary>
public sealed class RunReference
{
    /// <summary>By id, beginning of an id, <c>latest</c> or name of an instance.</summary>
    public RunReference(string text) => Text = text;

    /// <summary>By id.</summary>
    public RunReference(Guid id) => Text = id.ToString("D");

    /// <summary>The run itself.</summary>
    public RunReference(OptRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Text = run.Id.ToString("D");
    }

    /// <summary>What finds the run.</summary>
    public string Text { get; }

    /// <summary>What finds the run.</summary>
    public override string ToString() => Text;
}
