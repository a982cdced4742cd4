using System.Text.Json;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Processes;
using OptAIC.Model;

namespace OptAIC.Engine.Flows;

/// <summary>The context file of a program: what it is run for, with which config and inputs, and where to put its results.</summary>
internal static class CommandContext
{
    // What programs need to work at all; nothing else of the runner's environment is passed on.
    private static readonly string[] Inherited =
    [
        "PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR", "TEMP", "TMP", "SHELL",
        "SystemRoot", "SystemDrive", "windir", "ComSpec", "PATHEXT", "USERPROFILE", "USERNAME", "APPDATA", "LOCALAPPDATA", "ProgramFiles", "ProgramData", "PSModulePath", "DOTNET_ROOT",
    ];

    /// <summary>The variables that a program inherits.</summary>
    public static Dictionary<string, string> InheritedVariables()
    {
        var all = ChildSpec.CurrentEnvironment();
        return Inherited.Where(all.ContainsKey).ToDictionary(name => name, name => all[name], all.Comparer);
    }

    /// <summary>Writes the file into the run's log folder.</summary>
    /// <returns>Its path.</returns>
    public static string Write(FlowContext context, JsonElement config, string output)
    {
        var path = Path.Combine(context.Run.LogPath, "context.json");
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("format", 1);
        json.WriteString("run_id", context.Run.Id);
        json.WriteString("instance", context.Instance.Name);
        json.WriteString("flow", SnakeCase.Of(context.Flow));
        json.WriteString("directory", context.Paths.Directory);
        json.WriteString("workflow", context.Paths.Workflow);
        json.WriteString("output", output);
        json.WritePropertyName("config");
        config.WriteTo(json);
        WriteInputs(json, context);
        json.WriteEndObject();
        return path;
    }

    private static void WriteInputs(Utf8JsonWriter json, FlowContext context)
    {
        json.WriteStartArray("inputs");
        foreach (var edge in context.Inputs)
        {
            var input = context.Describe(edge);
            json.WriteStartObject();
            json.WriteString("instance", input.Version.InstanceName);
            json.WriteString("flow", SnakeCase.Of(input.Version.Flow));
            json.WriteString("role", input.Version.Role);
            json.WriteString("data_version", input.Version.Version);
            json.WriteString("last_data_date", input.Version.LastDataDate?.ToString("O"));
            json.WriteString("path", input.Path);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
