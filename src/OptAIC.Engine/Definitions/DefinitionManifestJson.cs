using System.Text.Json.Serialization;

namespace OptAIC.Engine.Definitions;

/// <summary>JSON of manifests.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(DefinitionManifest))]
internal sealed partial class DefinitionManifestJson : JsonSerializerContext;
