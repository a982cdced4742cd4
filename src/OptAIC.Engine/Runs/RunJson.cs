using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Engine.Runs;

/// <summary>JSON of exported runs: property names in snake_case, instants in UTC with <c>Z</c>, durations in seconds, nothing left out when it is null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NewLine = "\n",
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(UtcTimeConverter), typeof(SecondsConverter), typeof(SnakeCaseEnumConverter<IssueSeverity>)])]
[JsonSerializable(typeof(OptRun))]
internal sealed partial class RunJson : JsonSerializerContext
{
    /// <summary>One line each.</summary>
    public static RunJson Line => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
