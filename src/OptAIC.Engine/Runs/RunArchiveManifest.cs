using System.Text.Json.Serialization;
using OptAIC.Engine.Archives;
using OptAIC.Engine.Documents;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Runs;

/// <summary>The document <c>manifest.json</c> of an archive of runs: which runs, and every file with its hash.</summary>
internal sealed record RunArchiveManifest : IDocument
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "manifest.json";

    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>What is archived.</summary>
    public string Content { get; init; } = "runs";

    /// <summary>The workspace that they are of.</summary>
    public required Guid Workspace { get; init; }

    public required IReadOnlyList<ArchivedRun> Runs { get; init; }

    public required IReadOnlyList<PackedFile> Files { get; init; }
}

/// <summary>A run in an archive. Its files are in the folder <c>runs/&lt;id&gt;/</c>.</summary>
internal sealed record ArchivedRun(Guid Id, string Instance, FlowKind Flow, RunStatus Status, string? DataVersion);

/// <summary>JSON of the manifest, for people too.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NewLine = "\n",
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(SnakeCaseEnumConverter<FlowKind>), typeof(SnakeCaseEnumConverter<RunStatus>)])]
[JsonSerializable(typeof(RunArchiveManifest))]
internal sealed partial class RunArchiveJson : JsonSerializerContext;
