using OptAIC.Model;

namespace OptAIC.Engine.Facade;

/// <summary>An instance to make: from a spec file, or from options, or from a file with options that win over it.</summary>
public sealed record InstanceRequest
{
    /// <summary>Path of a YAML or JSON spec.</summary>
    public string? SpecFile { get; init; }

    /// <summary>Text of a YAML or JSON spec, instead of a file.</summary>
    public string? SpecText { get; init; }

    /// <summary>Directory that relative paths in the config start from; that of the file, else the current one.</summary>
    public string? BaseDirectory { get; init; }

    /// <summary>Short name; made from the definition's when left out everywhere.</summary>
    public string? Name { get; init; }

    /// <summary>Type; follows from the definition's kind when left out everywhere.</summary>
    public InstanceType? Type { get; init; }

    /// <summary>Definition, as <c>name</c>, <c>name@1.2.0</c> or <c>name@^1.2</c>.</summary>
    public string? Definition { get; init; }

    /// <summary>Folder or archive of a workflow, with or without <c>definition.yml</c>, instead of a definition: it is registered when it is not yet.</summary>
    public string? Backpack { get; init; }

    /// <summary>The folder of the backpack that the definition was registered from.</summary>
    internal string? Origin { get; init; }

    /// <summary>With a backpack: leave its data to be fetched by the first run.</summary>
    public bool SkipData { get; init; }

    /// <summary>With a backpack: leave its environment to be prepared by the first run.</summary>
    public bool SkipEnvironment { get; init; }

    /// <summary>Told how far the preparation of a backpack is, in words.</summary>
    public Action<string> Tell { get; init; } = _ => { };

    /// <summary>Pipeline of a dataset: the name of an instance, or a definition.</summary>
    public string? Pipeline { get; init; }

    /// <summary>Store of a dataset: the name of an instance, or a definition.</summary>
    public string? Store { get; init; }

    /// <summary>When a change gives a dataset another store: copy all loads, with their knowledge dates, to it.</summary>
    public bool Migrate { get; init; }

    /// <summary>When a change gives a dataset another store: begin with an empty one.</summary>
    public bool DiscardData { get; init; }

    /// <summary>Accessor of a dataset: the name of an instance, or a definition.</summary>
    public string? Accessor { get; init; }

    /// <summary>Config values as <c>key=value</c>; dots go into objects, values are typed by the schema.</summary>
    public IReadOnlyList<string> Config { get; init; } = [];

    /// <summary>Upstreams as <c>role=name</c> or <c>role=name.flow</c>.</summary>
    public IReadOnlyList<string> Upstream { get; init; } = [];

    /// <summary>Cron expression of the schedule.</summary>
    public string? Cron { get; init; }

    /// <summary>Time zone of the schedule (IANA).</summary>
    public string? TimeZone { get; init; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
