using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using OptAIC.Engine.Facade;
using OptAIC.Lineage;
using OptAIC.Model;
using OptAIC.Runs;
using OptAIC.Schedules;

namespace OptAIC.Cli.Output;

/// <summary>
/// The JSON form of everything that is printed: property names in snake_case, instants in UTC with <c>Z</c>, durations in seconds,
/// nothing left out when it is null.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NewLine = "\n",
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(UtcTimeConverter), typeof(SecondsConverter), typeof(SnakeCaseEnumConverter<IssueSeverity>), typeof(SnakeCaseEnumConverter<OccurrenceRule>), typeof(SnakeCaseEnumConverter<ScheduleKind>), typeof(SnakeCaseEnumConverter<CatchUp>)])]
[JsonSerializable(typeof(ErrorNews))]
[JsonSerializable(typeof(WarningNews))]
[JsonSerializable(typeof(OpenedNews))]
[JsonSerializable(typeof(OptWorkspace))]
[JsonSerializable(typeof(OptDefinition))]
[JsonSerializable(typeof(OptDefinitionScaffold))]
[JsonSerializable(typeof(RegisteredDefinition))]
[JsonSerializable(typeof(RemovedDefinition))]
[JsonSerializable(typeof(IReadOnlyList<OptDefinitionDifference>))]
[JsonSerializable(typeof(OptInstance))]
[JsonSerializable(typeof(IReadOnlyList<OptSyncedFile>))]
[JsonSerializable(typeof(IReadOnlyList<OptPackageChange>))]
[JsonSerializable(typeof(OptInstanceArchive))]
[JsonSerializable(typeof(IReadOnlyList<OptInstanceUsage>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(RemovedInstance))]
[JsonSerializable(typeof(IReadOnlyList<RemovedInstance>))]
[JsonSerializable(typeof(OptInstanceChange))]
[JsonSerializable(typeof(IReadOnlyList<OptInstanceChange>))]
[JsonSerializable(typeof(OptFreshness))]
[JsonSerializable(typeof(PlanResult))]
[JsonSerializable(typeof(OptPromotion))]
[JsonSerializable(typeof(IReadOnlyList<OptModel>))]
[JsonSerializable(typeof(IReadOnlyList<OptDataItem>))]
[JsonSerializable(typeof(IReadOnlyList<OptContractReport>))]
[JsonSerializable(typeof(OptRun))]
[JsonSerializable(typeof(RunLog))]
[JsonSerializable(typeof(RunFile))]
[JsonSerializable(typeof(IReadOnlyList<OptRunDifference>))]
[JsonSerializable(typeof(IReadOnlyList<OptRunRemoval>))]
[JsonSerializable(typeof(RunLogLine))]
[JsonSerializable(typeof(LineageFile))]
[JsonSerializable(typeof(IReadOnlyList<OptRunLineage>))]
[JsonSerializable(typeof(IReadOnlyList<OptLineageImpact>))]
[JsonSerializable(typeof(IReadOnlyList<OptLineagePath>))]
[JsonSerializable(typeof(OptEvent))]
[JsonSerializable(typeof(IReadOnlyList<OptEvent>))]
[JsonSerializable(typeof(IReadOnlyList<OptOccurrence>))]
[JsonSerializable(typeof(OptTickExport))]
[JsonSerializable(typeof(OptTick))]
[JsonSerializable(typeof(IReadOnlyList<OptSchedule>))]
[JsonSerializable(typeof(IReadOnlyList<OptScheduleEvent>))]
[JsonSerializable(typeof(OptScheduleEvent))]
[JsonSerializable(typeof(RegistryRepairReport))]
[JsonSerializable(typeof(IReadOnlyList<OptCacheEntry>))]
[JsonSerializable(typeof(IReadOnlyList<OptCacheRemoval>))]
[JsonSerializable(typeof(QuickstartResult))]
[JsonSerializable(typeof(IReadOnlyList<OptDefinition>))]
[JsonSerializable(typeof(IReadOnlyList<OptInstance>))]
[JsonSerializable(typeof(IReadOnlyList<OptFlow>))]
[JsonSerializable(typeof(IReadOnlyList<OptFreshness>))]
[JsonSerializable(typeof(IReadOnlyList<StoppedFlow>))]
[JsonSerializable(typeof(IReadOnlyList<OptRun>))]
[JsonSerializable(typeof(IReadOnlyList<OptIssue>))]
[JsonSerializable(typeof(TestReport))]
[JsonSerializable(typeof(IReadOnlyList<OptStackStep>))]
internal sealed partial class Json : JsonSerializerContext
{
    /// <summary>Indented, for standard output.</summary>
    public static Json Document => field ??= new(Readable());

    /// <summary>One line each, for standard error.</summary>
    public static Json Line => field ??= new(new JsonSerializerOptions(Readable()) { WriteIndented = false });

    // Text such as "prices → momentum" is for eyes as well as for parsers, and never ends up inside HTML.
    private static JsonSerializerOptions Readable() => new(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a value and ends the line.</summary>
    public static void Write<T>(TextWriter to, T value, JsonTypeInfo<T> type) => to.WriteLine(JsonSerializer.Serialize(value, type));
}
