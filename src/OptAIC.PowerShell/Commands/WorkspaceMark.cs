using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Notes on objects which workspace they are from, so that the next cmdlet of a pipeline works on the same one.</summary>
internal static class WorkspaceMark
{
    private const string Property = nameof(WorkspaceCommand.Root);

    /// <summary>Notes it on an object, and on the flows within; on nothing, nothing.</summary>
    public static PSObject? On(object? item, string root)
    {
        if (item is null)
        {
            return null;
        }

        if (item is OptInstance instance)
        {
            foreach (var flow in instance.Flows)
            {
                Mark(flow, root);
            }
        }

        return Mark(item, root);
    }

    private static PSObject Mark(object item, string root)
    {
        var marked = PSObject.AsPSObject(item);
        if (marked.Properties[Property] is null)
        {
            marked.Properties.Add(new PSNoteProperty(Property, root));
        }

        return marked;
    }
}
