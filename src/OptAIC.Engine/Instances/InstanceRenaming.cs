using OptAIC.Engine.Documents;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;
using OptAIC.Naming;

namespace OptAIC.Engine.Instances;

/// <summary>Works out how an instance gets another name. Others refer to it by id, so nothing else changes.</summary>
internal static class InstanceRenaming
{
    /// <summary>Works it out.</summary>
    /// <exception cref="IllegalNameException">The name breaks a rule.</exception>
    /// <exception cref="NameTakenException">Another instance has it.</exception>
    public static InstanceRevision Of(WorkspaceContext workspace, WorkspaceSnapshot snapshot, InstanceRow instance, string name)
    {
        InstanceName.Check(name);
        if (snapshot.Find(name) is { } other && other.Id != instance.Id)
        {
            throw new NameTakenException(other.Name);
        }

        var present = PresentInstance.Read(workspace, instance);
        var document = present.Document with { Name = name };
        return new InstanceRevision(
            present,
            new InstanceDraft(document, present.Parts.ToDictionary(p => p.Key, p => p.Value with { Name = PartName(name, p.Key) })),
            present.Document.Name == name ? [] : [new OptInstanceDifference { Path = "name", Before = present.Document.Name, After = name }]);
    }

    /// <summary>Name of an inline part.</summary>
    public static string PartName(string owner, PartRole role) => $"{owner}.{SnakeCase.Of(role)}";
}
