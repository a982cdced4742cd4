namespace OptAIC.Engine.Yaml;

/// <summary>A node of a YAML or JSON document, with the place where it was written. Immutable once its document is read.</summary>
internal abstract class DocumentNode(DocumentPosition position)
{
    private DocumentNode? _parent;
    private string _token = "";

    /// <summary>Where the node begins.</summary>
    public DocumentPosition Position { get; } = position;

    /// <summary>JSON pointer (RFC 6901) in the document as it was written; empty for the root.</summary>
    public string Pointer => _parent is null ? "" : JsonPointer.Append(_parent.Pointer, _token);

    /// <summary>The type that the node has when no schema says otherwise.</summary>
    public abstract JsonTypes NaturalType { get; }

    /// <summary>An issue at this node.</summary>
    public OptIssue Issue(string code, string message, IssueSeverity severity = IssueSeverity.Error) =>
        Position.Issue(code, message, Pointer, severity);

    // A node keeps its first parent: a rearranged document still reports places as the user wrote them.
    protected T Adopt<T>(T child, string token)
        where T : DocumentNode
    {
        if (child._parent is null)
        {
            child._parent = this;
            child._token = token;
        }

        return child;
    }
}
