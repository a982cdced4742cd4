namespace OptAIC.Engine.Processes;

/// <summary>
/// Where a process identity means something: the machine, its boot, and the namespace of process ids.
/// </summary>
/// <param name="Machine">A digest of the machine's permanent id, which is not to be published itself; 32 hex digits.</param>
/// <param name="Boot">Changes with every start of the system; empty where the system has no such id.</param>
/// <param name="ProcessNamespace">Number of the process namespace (Linux); empty elsewhere.</param>
/// <param name="Name">Host name, for people; not compared by <see cref="RelationTo"/> where the ids suffice.</param>
internal sealed record HostIdentity(string Machine, string Boot, string ProcessNamespace, string Name)
{
    private const char Separator = ':';

    /// <summary>The namespace of a system itself, outside all containers: a constant of the Linux kernel.</summary>
    private const string OutermostNamespace = "4026531836";

    private static readonly Lazy<HostIdentity> s_current = new(() => new HostIdentity(HostFacts.Machine(), HostFacts.Boot(), HostFacts.ProcessNamespace(), Environment.MachineName));

    /// <summary>This host.</summary>
    public static HostIdentity Current => s_current.Value;

    /// <summary>The form for documents, beside <see cref="Name"/>: <c>machine:boot:namespace</c>.</summary>
    public string Id => string.Join(Separator, Machine, Boot, ProcessNamespace);

    /// <summary>Reads the form of <see cref="Id"/>.</summary>
    public static bool TryParse(string? id, string name, out HostIdentity? host)
    {
        host = id?.Split(Separator) is [{ Length: > 0 } machine, var boot, var processNamespace] ? new HostIdentity(machine, boot, processNamespace, name) : null;
        return host is not null;
    }

    /// <summary>What the host of a document is, seen from this one.</summary>
    public HostRelation RelationTo(HostIdentity recorded)
    {
        if (Machine != recorded.Machine)
            return HostRelation.Other;
        if (Boot == recorded.Boot)
            return ProcessNamespace == recorded.ProcessNamespace ? HostRelation.Same : HostRelation.SameKernel;

        // Images of containers and clones of virtual machines carry copies of a machine id: "before the restart" is only
        // concluded outside containers, and with the same name.
        return IsOutermost && recorded.IsOutermost && Name.Equals(recorded.Name, StringComparison.OrdinalIgnoreCase) ? HostRelation.EarlierBoot : HostRelation.Other;
    }

    private bool IsOutermost => ProcessNamespace is OutermostNamespace or "";
}
