using OptAIC.Engine.Data;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Workspaces;
using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Instances;

/// <summary>Turns a dataset into a signal in place, and back: the same id, directory, flow and edges, another type, with or without a spec.</summary>
internal static class SignalConversion
{
    private const string SpecKey = "signal_spec";

    /// <summary>What the instance is to be; as it is when its type stays.</summary>
    /// <exception cref="InvalidSpecException">The spec of the signal breaks rules, or the data have several columns.</exception>
    public static InstanceDraft Apply(WorkspaceContext workspace, WorkspaceSnapshot snapshot, PresentInstance present, InstanceType to, PublishRequest request)
    {
        if (present.Document.Type == to)
        {
            return new InstanceDraft(present.Document, present.Parts);
        }

        var written = present.Spec();
        var entries = written.Entries.Where(e => e.Name is not ("type" or SpecKey)).Append(Entry("type", Text(to.ToString(), written), written)).ToList();
        if (to == InstanceType.SignalInstance)
        {
            CheckColumns(workspace, present);
            var spec = Spec(request);
            entries.Add(Entry(SpecKey, spec, spec));
        }

        return new InstanceDrafting(workspace, snapshot).Draft(
            new DocumentMapping(entries, written.Position), null, present with { Document = present.Document with { Type = to } });
    }

    private static DocumentMapping Spec(PublishRequest request)
    {
        var options = AssignmentReader.Read(request.SignalSpec, "--spec");
        if (request.SignalSpecFile is not { } file)
        {
            return options;
        }

        // A file may hold the spec alone, or as a spec of an instance has it.
        var document = DocumentReader.ReadFile(Path.GetFullPath(file));
        if (document is not DocumentMapping mapping)
        {
            throw new InvalidSpecException([document.Issue("wrong_type", "expected the spec of a signal, a mapping")]);
        }

        var own = mapping[SpecKey] as DocumentMapping ?? mapping;
        return new DocumentMapping([.. own.Entries.Where(e => !options.Contains(e.Name)), .. options.Entries], own.Position);
    }

    private static void CheckColumns(WorkspaceContext workspace, PresentInstance present)
    {
        var paths = workspace.PathsOf(present.Row.Directory);
        if (PublishedData.Current(paths) is not { LoadId: not null } current)
        {
            throw new NotPublishedException(present.Document.Name);
        }

        using var store = PublishedData.Open(paths, current);
        if (store.Fields.Count != 1)
        {
            throw new Contracts.PromotionRefusedException(
                present.Document.Name,
                [new OptIssue { Severity = IssueSeverity.Error, Code = "several_columns", Message = $"a signal has one column; it has {store.Fields.Count}: {string.Join(", ", store.Fields)}" }],
                "make a dataset with one of them, for example with builtin.expression");
        }
    }

    private static DocumentEntry Entry(string key, DocumentNode value, DocumentNode at) => new(Text(key, at), value);

    private static DocumentScalar Text(string text, DocumentNode at) => new(text, ScalarStyle.Quoted, at.Position);
}
