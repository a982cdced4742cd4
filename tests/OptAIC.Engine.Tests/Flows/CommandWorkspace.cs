using System.Text.Json;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Workspaces;

namespace OptAIC.Engine.Tests.Flows;

/// <summary>A workspace in which shell scripts are registered and run as pipelines and workflows.</summary>
internal sealed class CommandWorkspace(TimeProvider? time = null) : IDisposable
{
    private readonly string _definitions = Directory.CreateTempSubdirectory("optaic-defs-").FullName;
    private int _version;

    public TestWorkspace Test { get; } = new() { Time = time ?? TimeProvider.System };

    /// <summary>Registers a script as a definition and makes an instance of it.</summary>
    /// <param name="script">What /bin/sh runs, in the sandbox.</param>
    /// <param name="kind">Kind of the definition.</param>
    /// <param name="arguments">Arguments behind the script, as YAML.</param>
    /// <param name="more">More lines of the definition.</param>
    /// <param name="entry">More of its entry, as YAML.</param>
    /// <param name="spec">More of the instance's spec, as YAML.</param>
    public void Create(string script, string kind = "WorkflowDef", string arguments = "", string more = "", string entry = "", string spec = "", string name = "c")
    {
        var folder = Path.Combine(_definitions, $"{name}{++_version}");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "run.sh"), script.ReplaceLineEndings("\n") + "\n");
        var command = string.Join(", ", new[] { "/bin/sh", "run.sh", arguments }.Where(a => a.Length > 0));
        File.WriteAllText(Path.Combine(folder, "definition.yml"), $"kind: {kind}\nname: {name}{_version}\nversion: 1.0.0\nentry: {{ command: [{command}]{(entry.Length > 0 ? ", " + entry : "")} }}\n{more}\n");
        Test.With(w => w.Definitions.Register(folder));
        Test.Create($"{{name: {name}, definition: {name}{_version}{(spec.Length > 0 ? ", " + spec : "")}}}");
    }

    /// <summary>Runs it, whatever becomes of it.</summary>
    public OptRun Run(string name = "c", TimeSpan? timeout = null)
    {
        Test.Run(new FlowRunRequest { Targets = [new FlowTarget(name)], Force = true, Timeout = timeout });
        return Test.With(w => w.Runs.Get(name));
    }

    /// <summary>The record of its last run.</summary>
    public JsonElement Record(string name = "c") => JsonDocument.Parse(Test.With(w => w.Runs.Record(name))).RootElement;

    public string Log(OptRun run, string stream = "stdout") => Path.Combine(run.LogPath!, stream) is var path && File.Exists(path) ? File.ReadAllText(path) : "";

    /// <summary>The context file of a run.</summary>
    public JsonElement Context(OptRun run) => JsonDocument.Parse(File.ReadAllText(Path.Combine(run.LogPath!, "context.json"))).RootElement;

    /// <summary>What is published of it: data/current and the folder of the version.</summary>
    public string? Published(string file, string name = "c")
    {
        var data = Path.Combine(Test.DirectoryOf(name), "data");
        if (!File.Exists(Path.Combine(data, "current")))
            return null;
        using var current = JsonDocument.Parse(File.ReadAllText(Path.Combine(data, "current")));
        var path = Path.Combine(data, current.RootElement.GetProperty("version").GetString()!, file);
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    public void Dispose()
    {
        Test.Dispose();
        Directory.Delete(_definitions, recursive: true);
    }
}
