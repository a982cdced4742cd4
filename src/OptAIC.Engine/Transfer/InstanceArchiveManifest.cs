using System.Text.Json.Serialization;
using OptAIC.Engine.Archives;
using OptAIC.Engine.Documents;
using OptAIC.Model;

namespace OptAIC.Engine.Transfer;

/// <summary>The document <c>manifest.json</c> of an archive of instances: which instances, what they need, and every file with its hash.</summary>
internal sealed record InstanceArchiveManifest : IDocument
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "manifest.json";

    /// <summary>What <see cref="Content"/> says of such an archive.</summary>
    public const string Instances = "instances";

    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>What is archived.</summary>
    public string Content { get; init; } = Instances;

    /// <summary>The workspace that they are of.</summary>
    public required Guid Workspace { get; init; }

    public required IReadOnlyList<ArchivedInstance> Archived { get; init; }

    /// <summary>Registered definitions that they need, as <c>name@1.2.0</c>. Their files are in <c>definitions/&lt;name&gt;/&lt;version&gt;/</c>.</summary>
    public required IReadOnlyList<string> Definitions { get; init; }

    public required IReadOnlyList<PackedFile> Files { get; init; }
}

/// <summary>An instance in an archive. Its files are in the folder <c>instances/&lt;id&gt;/</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it is.</param>
/// <param name="Directory">The full path that its documents speak of.</param>
/// <param name="References">The instances that it reads, uses or shares.</param>
internal sealed record ArchivedInstance(Guid Id, string Name, InstanceType Type, string Directory, IReadOnlyList<ArchivedReference> References);

/// <summary>An instance that an archived one refers to.</summary>
/// <param name="Id">Its id in the workspace of the archive.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Flows">The flows that are read; none of a shared part.</param>
internal sealed record ArchivedReference(Guid Id, string Name, IReadOnlyList<FlowKind> Flows);

/// <summary>JSON of the documents of exports and imports, for people too.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NewLine = "\n",
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(SnakeCaseEnumConverter<FlowKind>)])]
[JsonSerializable(typeof(InstanceArchiveManifest))]
[JsonSerializable(typeof(CommittedImport))]
internal sealed partial class TransferJson : JsonSerializerContext;
