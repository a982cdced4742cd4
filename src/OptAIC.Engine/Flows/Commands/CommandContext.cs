using System.Globalization;
using System.Text.Json;
using OptAIC.Engine.Data;
using OptAIC.Engine.Execution;
using OptAIC.Model;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>
/// The context file of a program: what it is run for, with which config and inputs, and where to put its results. Its format is a promise:
/// within a format number keys are only ever added. It holds references to secrets and the variables that hold them, never a secret.
/// </summary>
internal static class CommandContext
{
    private const int Format = 1;

    /// <summary>Writes the file into the run's log folder.</summary>
    /// <returns>Its path.</returns>
    public static string Write(FlowContext context, JsonElement config, CommandFolders folders, IReadOnlyList<CommandInput> inputs)
    {
        var path = Path.Combine(context.Run.LogPath, "context.json");
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("format", Format);
        WriteRun(json, context);
        WriteDates(json, context);
        json.WriteString("directory", context.Paths.Directory);
        json.WriteString("workflow", context.Paths.Workflow);
        json.WriteString("output", folders.Output);
        json.WriteString("artifacts", folders.Artifacts);
        json.WriteString("metrics", folders.Metrics);
        json.WriteString("report", folders.Report);
        json.WritePropertyName("config");
        config.WriteTo(json);
        json.WritePropertyName("parameters");
        if (context.Parameters is { } parameters)
        {
            parameters.WriteTo(json);
        }
        else
        {
            json.WriteStartObject();
            json.WriteEndObject();
        }

        json.WriteStartObject("secrets");
        foreach (var (parameter, variable) in context.Secrets.Parameters)
        {
            json.WriteString(parameter.TrimStart('/'), variable);
        }

        json.WriteEndObject();
        json.WriteStartArray("inputs");
        foreach (var input in inputs)
        {
            WriteInput(json, input);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return path;
    }

    private static void WriteRun(Utf8JsonWriter json, FlowContext context)
    {
        var run = context.Run;
        json.WriteString("run_id", run.Id);
        json.WriteString("instance", context.Instance.Name);
        json.WriteString("instance_id", context.Instance.Id);
        json.WriteString("type", context.Instance.Type.ToString());
        json.WriteString("flow", SnakeCase.Of(context.Flow));
        json.WriteString("definition", run.Definition);
        json.WriteString("trigger", SnakeCase.Of(run.Trigger.Kind));
        json.WriteString("actor", run.Trigger.By);
        json.WriteNumber("attempt", run.Attempt);
        json.WriteString("started_at", run.StartedAt?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
    }

    // What it has published so far, so that it can go on from there.
    private static void WriteDates(Utf8JsonWriter json, FlowContext context)
    {
        var current = PublishedData.Current(context.Paths);
        json.WriteString("as_of", context.Run.AsOf?.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("last_data_date", current?.LastDataDate?.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("data_version", current?.Version);
    }

    private static void WriteInput(Utf8JsonWriter json, CommandInput input)
    {
        json.WriteStartObject();
        json.WriteString("instance", input.Version.InstanceName);
        json.WriteString("flow", SnakeCase.Of(input.Version.Flow));
        json.WriteString("role", input.Version.Role);
        json.WriteString("data_version", input.Version.Version);
        json.WriteString("last_data_date", input.Version.LastDataDate?.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("format", input.IsStore ? "sqlite" : "files");
        json.WriteString("path", input.Path);
        if (input.LoadId is { } load)
        {
            json.WriteNumber("load_id", load);
        }

        if (input.Version.KnownBy is { } knownBy)
        {
            json.WriteString("known_by", knownBy);
        }

        json.WriteString("csv", input.Csv);
        json.WriteEndObject();
    }
}
