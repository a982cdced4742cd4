using System.Text.Json.Serialization;
using OptAIC.Engine.OpenLineage;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Sync;
using OptAIC.Model;

namespace OptAIC.Engine.Documents;

/// <summary>JSON of all documents: snake_case keys, readable in the store.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    Converters = [typeof(SnakeCaseEnumConverter<PartRole>), typeof(NameEnumConverter<DayOfWeek>), typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(WorkspaceDocument))]
[JsonSerializable(typeof(InstanceDocument))]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(CurrentData))]
[JsonSerializable(typeof(ModelDocument))]
[JsonSerializable(typeof(ActiveModel))]
[JsonSerializable(typeof(CsvLoadDocument))]
[JsonSerializable(typeof(DataSwapDocument))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(LockDocument))]
[JsonSerializable(typeof(WorkersDocument))]
[JsonSerializable(typeof(DataCacheDocument))]
[JsonSerializable(typeof(PlacedDataDocument))]
[JsonSerializable(typeof(EnvironmentDocument))]
[JsonSerializable(typeof(EnvironmentBuilderDocument))]
[JsonSerializable(typeof(GivenEnvironmentDocument))]
[JsonSerializable(typeof(StopRequest))]
[JsonSerializable(typeof(SyncDocument))]
[JsonSerializable(typeof(ScheduleDocument))]
[JsonSerializable(typeof(OutboxState))]
[JsonSerializable(typeof(TickDocument))]
[JsonSerializable(typeof(FlowPolicy))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, double?>))]
[JsonSerializable(typeof(Dictionary<string, System.Text.Json.JsonElement>))]
internal sealed partial class DocumentJson : JsonSerializerContext;

/// <summary>The same, on one line: registry columns, activity lines, messages between processes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(SnakeCaseEnumConverter<PartRole>), typeof(NameEnumConverter<DayOfWeek>), typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(FlowPolicy))]
[JsonSerializable(typeof(OptEvent))]
[JsonSerializable(typeof(OptScheduleEvent))]
[JsonSerializable(typeof(OptAIC.Freshness.UpdateFrequency))]
[JsonSerializable(typeof(AggregationDocument))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class LineJson : JsonSerializerContext;
