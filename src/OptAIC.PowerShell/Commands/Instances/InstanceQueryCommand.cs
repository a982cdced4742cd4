using System.ComponentModel;
using OptAIC.Errors;

namespace OptAIC.Commands;

/// <summary>
/// Base of the cmdlets that list by instance. They collect what comes down the pipeline and ask once: statuses are a function of the
/// whole graph, so asking for each of a thousand instances would compute it a thousand times.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class InstanceQueryCommand : WorkspaceCommand
{
    private readonly List<(string? Root, InstanceReference? Instance)> _asked = [];

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var workspace in _asked.GroupBy(a => a.Root, StringComparer.Ordinal))
        {
            Root = workspace.Key;
            Answer([.. workspace.Select(a => a.Instance).OfType<InstanceReference>()]);
        }
    }

    /// <summary>Remembers what is asked for; <c>null</c> is everything.</summary>
    private protected void Collect(InstanceReference[]? instances) =>
        _asked.AddRange(instances is null ? [(Root, null)] : instances.Select(i => (Root, (InstanceReference?)i)));

    /// <summary>Finds what names, ids and patterns mean; no names is everything.</summary>
    /// <exception cref="OptException">One of them does not exist.</exception>
    private protected abstract IReadOnlyList<object> Find(IReadOnlyList<string> names);

    private void Answer(IReadOnlyList<InstanceReference> instances)
    {
        if (instances.Count == 0)
        {
            ForItem(null, () => WriteItems(Find([])));
        }
        else if (instances.Count == 1 || !AnswerAtOnce(instances))
        {
            foreach (var instance in instances)
            {
                ForItem(instance, () => WriteItems(Find([instance.Text])));
            }
        }
    }

    private bool AnswerAtOnce(IReadOnlyList<InstanceReference> instances)
    {
        try
        {
            WriteItems(Find([.. instances.Select(i => i.Text)]));
            return true;
        }
        catch (OptException error) when (error.ExitCode == ExitCode.NotFound)
        {
            return false;
        }
    }
}
