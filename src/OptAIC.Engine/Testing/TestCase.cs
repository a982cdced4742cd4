using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Testing;

/// <summary>A case of a definition's tests, as its file says it.</summary>
internal sealed record TestCase
{
    /// <summary>What it shows.</summary>
    public required string Name { get; init; }

    /// <summary>Its file, full path.</summary>
    public required string File { get; init; }

    /// <summary>Where <c>expect</c> stands, or the case begins.</summary>
    public required DocumentPosition Position { get; init; }

    /// <summary>Why it is not run; <c>null</c> when it is.</summary>
    public string? Skip { get; init; }

    /// <summary>Config of the instance, as written.</summary>
    public DocumentMapping? Config { get; init; }

    /// <summary>Upstream datasets: a name, and the config of a CSV pipeline.</summary>
    public IReadOnlyList<TestInput> Inputs { get; init; } = [];

    /// <summary>Folders of other definitions.</summary>
    public IReadOnlyList<string> Definitions { get; init; } = [];

    /// <summary>Contracts of the instance's own, as written; <c>null</c> when there are none.</summary>
    public DocumentNode? Contracts { get; init; }

    /// <summary>Secrets by name.</summary>
    public IReadOnlyList<(string Name, string Value)> Secrets { get; init; } = [];

    /// <summary>Flows in order; none is the instance's default one.</summary>
    public IReadOnlyList<FlowKind> Flows { get; init; } = [];

    /// <summary>Longest duration.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>What it expects.</summary>
    public required TestExpectation Expect { get; init; }
}

/// <summary>An upstream dataset of a case.</summary>
/// <param name="Name">Its name, which is its role too where the definition knows such a role.</param>
/// <param name="Config">Config of the CSV pipeline that it is loaded by.</param>
internal sealed record TestInput(string Name, DocumentMapping Config);
