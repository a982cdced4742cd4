using OptAIC.Engine.Processes;
using OptAIC.Ticks;

namespace OptAIC.Engine.Ticks;

/// <summary>A part of an operating system that ticks can be registered with.</summary>
internal abstract class TickHost
{
    /// <summary>All that there are.</summary>
    public static IReadOnlyList<TickHost> All { get; } = [new TaskSchedulerHost(), new SystemdHost(), new CrontabHost()];

    /// <summary>Which one it is.</summary>
    public abstract TickMethod Method { get; }

    /// <summary>The form in which it takes ticks.</summary>
    public abstract TickFormat Format { get; }

    /// <summary>What it is called.</summary>
    public abstract string Title { get; }

    /// <summary>The program by which it is asked.</summary>
    public abstract string Program { get; }

    /// <summary>Whether it can be asked here at all.</summary>
    public bool IsHere => SystemProgram.IsThere(Program);

    /// <summary>The one that this system goes by, or the one that was asked for.</summary>
    /// <exception cref="TickFailedException">It is not here.</exception>
    public static TickHost Choose(TickMethod? method)
    {
        var host = method is { } one ? All.Single(h => h.Method == one) : All.FirstOrDefault(h => h.IsUsual && h.IsHere);
        return host switch
        {
            null => throw new TickFailedException(
                "this system has neither a running systemd nor crontab",
                "in a container let 'optaic schedule run' run; elsewhere install cron, or call 'optaic schedule due' by what there is"),
            { IsHere: false } => throw new TickFailedException($"{host.Title} is not here: '{host.Program}' is not on the PATH", "leave --method out to use what this system has"),
            _ => host,
        };
    }

    /// <summary>Where ticks of that name are.</summary>
    public abstract IReadOnlyList<string> Places(string name);

    /// <summary>What registers a tick.</summary>
    public abstract IReadOnlyList<OptTickFile> Files(Tick tick);

    /// <summary>The tick of a name; <c>null</c> when there is none.</summary>
    public abstract InstalledTick? Find(string name);

    /// <summary>Registers a tick, in place of one of the same name.</summary>
    /// <exception cref="TickFailedException">The system refused.</exception>
    public abstract void Install(Tick tick);

    /// <summary>Removes the tick of a name, which is there.</summary>
    /// <exception cref="TickFailedException">The system refused.</exception>
    public abstract void Remove(string name);

    /// <summary>What is good to know about a tick here.</summary>
    public virtual IEnumerable<string> Notes(Tick tick) => TickNotes.Of(tick, Format);

    /// <summary>Whether the system at hand goes by it.</summary>
    protected abstract bool IsUsual { get; }
}
