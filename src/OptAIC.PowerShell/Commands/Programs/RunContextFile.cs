using System.Collections.Specialized;
using System.Globalization;
using System.Text.Json;
using OptAIC.Model;

namespace OptAIC.Commands;

/// <summary>Reads the context file that a run gives its program. No engine is needed for that, so a script has it at once.</summary>
internal static class RunContextFile
{
    /// <summary>The environment variable that names the file.</summary>
    public const string Variable = "OPTAIC_CONTEXT";

    private const int Format = 1;

    private static (string Path, DateTime Changed, OptRunContext Context)? s_last;

    /// <summary>The context of the run that this PowerShell belongs to; <c>null</c> outside of runs.</summary>
    /// <exception cref="InvalidDataException">The file is no context that this version reads.</exception>
    public static OptRunContext? Current() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path && File.Exists(path) ? Read(path) : null;

    /// <summary>Reads a file; the one read last is kept, as scripts report many times.</summary>
    public static OptRunContext Read(string path)
    {
        var changed = File.GetLastWriteTimeUtc(path);
        if (s_last is { } last && last.Path == path && last.Changed == changed)
        {
            return last.Context;
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var format = json.RootElement.GetProperty("format").GetInt32();
            var context = format == Format ? Of(json.RootElement) : throw new InvalidDataException($"'{path}' has format {format}; this version reads format {Format}");
            s_last = (path, changed, context);
            return context;
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"'{path}' is no context file of a run: {malformed.Message}", malformed);
        }
    }

    private static OptRunContext Of(JsonElement json) => new()
    {
        RunId = json.GetProperty("run_id").GetGuid(),
        Instance = Text(json, "instance")!,
        InstanceId = json.GetProperty("instance_id").GetGuid(),
        Type = Enum.Parse<InstanceType>(Text(json, "type")!),
        Flow = Flow(json),
        Definition = Text(json, "definition"),
        Trigger = Text(json, "trigger"),
        Actor = Text(json, "actor"),
        Attempt = json.GetProperty("attempt").GetInt32(),
        StartedAt = Text(json, "started_at") is { } started ? DateTimeOffset.Parse(started, CultureInfo.InvariantCulture) : null,
        AsOf = Date(json, "as_of"),
        LastDataDate = Date(json, "last_data_date"),
        DataVersion = Text(json, "data_version"),
        Directory = Text(json, "directory")!,
        Workflow = Text(json, "workflow")!,
        Output = Text(json, "output")!,
        Artifacts = Text(json, "artifacts")!,
        Report = Text(json, "report")!,
        Config = Mapping(json.GetProperty("config")),
        Parameters = json.TryGetProperty("parameters", out var parameters) ? Mapping(parameters) : new OrderedDictionary(),
        Secrets = Mapping(json.GetProperty("secrets")),
        Inputs = [.. json.GetProperty("inputs").EnumerateArray().Select(Input)],
    };

    private static OptRunInput Input(JsonElement json) => new()
    {
        Instance = Text(json, "instance")!,
        Flow = Flow(json),
        Role = Text(json, "role")!,
        DataVersion = Text(json, "data_version")!,
        LastDataDate = Date(json, "last_data_date"),
        Format = Text(json, "format")!,
        Path = Text(json, "path")!,
        Csv = Text(json, "csv"),
    };

    private static FlowKind Flow(JsonElement json) =>
        SnakeCase.TryParse<FlowKind>(Text(json, "flow"), out var flow) ? flow : throw new FormatException($"there is no flow '{Text(json, "flow")}'");

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static DateOnly? Date(JsonElement json, string name) => Text(json, name) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    // Ordered as written, and found as PowerShell's own hashtables are: whatever the case.
    private static OrderedDictionary Mapping(JsonElement json)
    {
        var mapping = new OrderedDictionary(StringComparer.OrdinalIgnoreCase);
        foreach (var property in json.EnumerateObject())
        {
            mapping[property.Name] = Value(property.Value);
        }

        return mapping;
    }

    private static object? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => Mapping(json),
        JsonValueKind.Array => json.EnumerateArray().Select(Value).ToArray(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? whole : json.GetDouble(),
        _ => null,
    };
}
