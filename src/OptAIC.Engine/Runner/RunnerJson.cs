using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Engine.Runner;

/// <summary>JSON of the messages between callers and runners, one line each.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(RunnerRequest))]
[JsonSerializable(typeof(RunnerMessage))]
internal sealed partial class RunnerJson : JsonSerializerContext;
