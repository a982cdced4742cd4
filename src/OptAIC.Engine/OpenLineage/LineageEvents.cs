using System.Buffers;
using System.Globalization;
using System.Text.Json;
using OptAIC.Engine.Documents;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.OpenLineage;

/// <summary>Writes runs as OpenLineage 2-0-2 run events: what there is in a record, and nothing else.</summary>
internal static class LineageEvents
{
    private const string Specification = "https://openlineage.io/spec/";
    private const string RunEvent = Specification + "2-0-2/OpenLineage.json#/$defs/RunEvent";

    private static readonly string Producer = "urn:optaic:" + EngineVersion.Text;

    /// <summary>The beginning of a run.</summary>
    public static byte[] Start(RunRecord run, string ns) => Write(run, ns, "START", run.StartedAt ?? run.CreatedAt);

    /// <summary>The end of a run: <c>COMPLETE</c>, <c>FAIL</c>, or <c>ABORT</c> for a cancelled one.</summary>
    public static byte[] End(RunRecord run, string ns) => Write(
        run,
        ns,
        run.Status switch
        {
            RunStatus.Completed => "COMPLETE",
            RunStatus.Cancelled => "ABORT",
            _ => "FAIL",
        },
        run.EndedAt ?? run.CreatedAt);

    private static byte[] Write(RunRecord run, string ns, string type, DateTimeOffset time)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("eventType", type);
            json.WriteString("eventTime", Text(time));
            json.WriteString("producer", Producer);
            json.WriteString("schemaURL", RunEvent);
            WriteRun(json, run, ns);
            WriteJob(json, ns, NameOf(run.InstanceName, run.Flow), SnakeCase.Of(run.Flow).ToUpperInvariant());
            WriteInputs(json, run, ns);
            WriteOutputs(json, run, ns);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteRun(Utf8JsonWriter json, RunRecord run, string ns)
    {
        json.WriteStartObject("run");
        json.WriteString("runId", run.Id);
        json.WriteStartObject("facets");
        StartFacet(json, "processing_engine", "1-1-1/ProcessingEngineRunFacet.json");
        json.WriteString("name", "OptAIC");
        json.WriteString("version", run.Runner.Version);
        json.WriteEndObject();
        if (run.Trigger.Occurrence is { } occurrence)
        {
            StartFacet(json, "nominalTime", "1-0-1/NominalTimeRunFacet.json");
            json.WriteString("nominalStartTime", Text(occurrence.PlannedAt));
            json.WriteEndObject();
        }

        if (run.Plan is { } plan)
        {
            StartFacet(json, "parent", "1-2-0/ParentRunFacet.json");
            json.WriteStartObject("run");
            json.WriteString("runId", plan);
            json.WriteEndObject();
            json.WriteStartObject("job");
            json.WriteString("namespace", ns);
            json.WriteString("name", "plan");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        if (run.Error is { } error)
        {
            StartFacet(json, "errorMessage", "1-0-1/ErrorMessageRunFacet.json");
            json.WriteString("message", error.Message);
            json.WriteString("programmingLanguage", "C#");
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteJob(Utf8JsonWriter json, string ns, string name, string type)
    {
        json.WriteStartObject("job");
        json.WriteString("namespace", ns);
        json.WriteString("name", name);
        json.WriteStartObject("facets");
        StartFacet(json, "jobType", "2-0-4/JobTypeJobFacet.json");
        json.WriteString("processingType", "BATCH");
        json.WriteString("integration", "OPTAIC");
        json.WriteString("jobType", type);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // A run knows which versions it read only when it has read them.
    private static void WriteInputs(Utf8JsonWriter json, RunRecord run, string ns)
    {
        json.WriteStartArray("inputs");
        foreach (var input in run.InputVersions.DistinctBy(i => (i.Instance, i.Flow)))
        {
            WriteDataset(json, ns, NameOf(input.InstanceName, input.Flow), input.Version);
            json.WriteEndObject();
        }

        foreach (var file in run.Source?.Files ?? [])
        {
            WriteDataset(json, "file", file.Path, file.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOutputs(Utf8JsonWriter json, RunRecord run, string ns)
    {
        json.WriteStartArray("outputs");
        if (run.Output is { } output)
        {
            WriteDataset(json, ns, NameOf(run.InstanceName, run.Flow), output.Version, output.Columns);
            json.WriteStartObject("outputFacets");
            if (output.Rows is { } rows)
            {
                StartFacet(json, "outputStatistics", "1-0-2/OutputStatisticsOutputDatasetFacet.json");
                json.WriteNumber("rowCount", rows);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Leaves the dataset's object open.</summary>
    private static void WriteDataset(Utf8JsonWriter json, string ns, string name, string version, IReadOnlyList<string>? columns = null)
    {
        json.WriteStartObject();
        json.WriteString("namespace", ns);
        json.WriteString("name", name);
        json.WriteStartObject("facets");
        StartFacet(json, "version", "1-0-1/DatasetVersionDatasetFacet.json");
        json.WriteString("datasetVersion", version);
        json.WriteEndObject();
        if (columns is not null)
        {
            StartFacet(json, "schema", "1-2-0/SchemaDatasetFacet.json");
            json.WriteStartArray("fields");
            WriteField(json, "date", "date");
            WriteField(json, "entity", "string");
            foreach (var column in columns)
            {
                WriteField(json, column, "float64");
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, string name, string type)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("type", type);
        json.WriteEndObject();
    }

    /// <summary>Leaves the facet's object open.</summary>
    private static void StartFacet(Utf8JsonWriter json, string name, string file)
    {
        json.WriteStartObject(name);
        json.WriteString("_producer", Producer);
        json.WriteString("_schemaURL", $"{Specification}facets/{file}#/$defs/{Path.GetFileNameWithoutExtension(file)}");
    }

    private static string NameOf(string instance, FlowKind flow) => $"{instance}.{SnakeCase.Of(flow)}";

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
