using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Specs;

/// <summary>A spec given by options of a command instead of a file.</summary>
internal sealed record InstanceSpecOptions
{
    public string? Name { get; init; }

    public string? Type { get; init; }

    public string? Definition { get; init; }

    /// <summary>The pipeline: the name of an instance, or a definition.</summary>
    public (string Text, bool IsInstance)? Pipeline { get; init; }

    /// <summary>The store, likewise.</summary>
    public (string Text, bool IsInstance)? Store { get; init; }

    /// <summary>The accessor, likewise.</summary>
    public (string Text, bool IsInstance)? Accessor { get; init; }

    /// <summary>Texts <c>name=value</c>.</summary>
    public IReadOnlyList<string> Config { get; init; } = [];

    /// <summary>Texts <c>role=name</c>, or a name alone.</summary>
    public IReadOnlyList<string> Upstreams { get; init; } = [];

    public string? Cron { get; init; }

    public string? TimeZone { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The document that a file would hold.</summary>
    /// <exception cref="InvalidDocumentException">A config assignment cannot be read.</exception>
    public DocumentMapping ToDocument()
    {
        var entries = new List<DocumentEntry>();
        Add("name", Text(Name, "--name"));
        Add("type", Text(Type, "--type"));
        Add("definition", Text(Definition, "--definition"));
        // A pipeline that is a definition takes the config like one that was given as the definition.
        Add(Pipeline is { IsInstance: false } ? "definition" : "pipeline", Pipeline is { IsInstance: false } inline ? Text(inline.Text, "--pipeline") : Part(Pipeline, "--pipeline"));
        Add("store", Part(Store, "--store"));
        Add("accessor", Part(Accessor, "--accessor"));
        Add("config", Config.Count > 0 ? AssignmentReader.Read(Config, "--config") : null);
        Add("upstream_refs", Upstreams.Count > 0 ? Sequence(Upstreams.Select(Upstream), "--upstream") : null);
        Add("schedule", Cron is null ? null : Schedule());
        Add("tags", Tags.Count > 0 ? Sequence(Tags.Select(t => Text(t, "--tag")!), "--tag") : null);
        return new DocumentMapping(entries, default);

        void Add(string key, DocumentNode? value)
        {
            if (value is not null)
            {
                entries.Add(Entry(key, value));
            }
        }
    }

    private static DocumentMapping Upstream(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var resource = Entry("resource", Text(text[(equals + 1)..], "--upstream")!);
        return new DocumentMapping(equals < 0 ? [resource] : [resource, Entry("role", Text(text[..equals], "--upstream")!)], new DocumentPosition("--upstream"));
    }

    private static DocumentNode? Part((string Text, bool IsInstance)? part, string option) => part switch
    {
        null => null,
        (var name, true) => Text(name, option),
        (var definition, false) => new DocumentMapping([Entry("definition", Text(definition, option)!)], new DocumentPosition(option)),
    };

    private DocumentMapping Schedule()
    {
        var entries = new List<DocumentEntry> { Entry("type", Text("cron", "--cron")!), Entry("expression", Text(Cron, "--cron")!) };
        if (TimeZone is not null)
        {
            entries.Add(Entry("timezone", Text(TimeZone, "--tz")!));
        }

        return new DocumentMapping(entries, new DocumentPosition("--cron"));
    }

    private static DocumentEntry Entry(string key, DocumentNode value) => new(new DocumentScalar(key, ScalarStyle.Quoted, value.Position), value);

    private static DocumentScalar? Text(string? text, string option) => text is null ? null : new DocumentScalar(text, ScalarStyle.Quoted, new DocumentPosition(option));

    private static DocumentSequence Sequence(IEnumerable<DocumentNode> items, string option) => new([.. items], new DocumentPosition(option));
}
