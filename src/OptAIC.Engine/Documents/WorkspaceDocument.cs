using OptAIC.Engine.OpenLineage;

namespace OptAIC.Engine.Documents;

/// <summary>The document <c>workspace.json</c>.</summary>
internal sealed record WorkspaceDocument : IDocument
{
    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    public required Guid Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public WorkspaceSettings Settings { get; init; } = new();
}

/// <summary>What a user may set for a whole workspace.</summary>
internal sealed record WorkspaceSettings
{
    /// <summary>Most flows that run at the same time, whoever started them; <c>null</c> is as many as each plan likes.</summary>
    public int? MaxConcurrentFlows { get; init; }

    /// <summary>Most flows that run at the same time among those of instances with a tag.</summary>
    public IReadOnlyDictionary<string, int> TagLimits { get; init; } = new Dictionary<string, int>();

    /// <summary>Which runs are retained when retention is applied; <c>null</c> says nothing of it.</summary>
    public OptRetention? Retention { get; init; }

    /// <summary>Program with arguments that is told of alerts; <c>null</c> is none.</summary>
    public IReadOnlyList<string>? AlertCommand { get; init; }

    public string TimeZone { get; init; } = "UTC";

    /// <summary>Where lineage events go; <c>null</c> is nowhere, unless the environment says otherwise.</summary>
    public OpenLineageSettings? OpenLineage { get; init; }
}
