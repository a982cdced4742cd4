using System.Globalization;
using System.Text;
using System.Text.Json;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Queries;

/// <summary>A run as areas and paths with values, which is what two runs are compared by.</summary>
internal sealed class RunView
{
    private readonly List<(string Area, string Path)> _order = [];
    private readonly Dictionary<(string Area, string Path), (string Text, double? Number)> _values = [];

    private RunView()
    {
    }

    /// <summary>What there is, in the order in which it is shown.</summary>
    public IEnumerable<(string Area, string Path)> Keys => _order;

    /// <summary>A value; <c>null</c> when the run has none.</summary>
    public (string Text, double? Number)? this[(string Area, string Path) key] => _values.TryGetValue(key, out var value) ? value : null;

    /// <summary>What is known of a run.</summary>
    public static RunView Of(WorkspaceSnapshot snapshot, RunRecord run)
    {
        var view = new RunView();
        view.AddRun(run);
        view.Add("definition", "name", run.Definition);
        view.Add("definition", "hash", run.DefinitionHash);
        view.Add("config", "hash", run.ConfigHash);
        foreach (var value in Config(snapshot, run))
        {
            view.Add("config", value.Path.StartsWith("config.", StringComparison.Ordinal) ? value.Path["config.".Length..] : value.Path, value.Value);
        }

        if (run.Parameters is { ValueKind: JsonValueKind.Object } parameters)
        {
            foreach (var parameter in parameters.EnumerateObject())
            {
                view.Add("parameter", parameter.Name, parameter.Value.ValueKind == JsonValueKind.String ? parameter.Value.GetString() : Encoding.UTF8.GetString(CanonicalJson.ToBytes(parameter.Value)));
            }
        }

        view.AddData(run);
        view.AddEnvironment(run);
        return view;
    }

    private void AddRun(RunRecord run)
    {
        Add("run", "instance", run.InstanceName);
        Add("run", "flow", SnakeCase.Of(run.Flow));
        Add("run", "status", SnakeCase.Of(run.Status));
        Add("run", "error", run.Error is { } error ? $"{error.Type}: {error.Message}" : null);
        Add("run", "exit_code", run.ExitCode);
        Add("run", "trigger", SnakeCase.Of(run.Trigger.Kind));
        Add("run", "actor", run.Trigger.By);
        Add("run", "as_of", Text(run.AsOf));
        Add("run", "overrides", run.Overrides.Count > 0 ? string.Join(", ", run.Overrides) : null);
        Add("run", "attempt", run.Attempt);
        Add("run", "duration", run.EndedAt - run.StartedAt is { } duration ? Math.Round(duration.TotalSeconds, 3) : null);
    }

    private void AddData(RunRecord run)
    {
        foreach (var input in run.InputVersions)
        {
            Add("input", $"{input.InstanceName}.{SnakeCase.Of(input.Flow)} ({input.Role})", input.AsOf is { } day ? $"{input.Version} as of {Text(day)}" : input.Version);
        }

        foreach (var file in run.Source?.Files ?? [])
        {
            Add("source", file.Path, file.Sha256);
        }

        Add("output", "data_version", run.Output?.Version);
        Add("output", "data_date", Text(run.Output?.LastDataDate));
        Add("output", "rows", run.Output?.Rows);
        foreach (var (name, value) in run.Metrics.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            Add("metric", name, value);
        }

        foreach (var artifact in run.Artifacts)
        {
            Add("artifact", Name(run, artifact), artifact.Sha256);
        }
    }

    private void AddEnvironment(RunRecord run)
    {
        Add("environment", "host", run.Runner.Host);
        Add("environment", "optaic", run.Runner.Version);
        Add("environment", "runtime", run.Runner.Runtime);
        Add("environment", "command", run.CommandLine is { } command ? string.Join(' ', command) : null);
        Add("environment", "engine", run.Environment?.Engine);
        Add("environment", "key", run.Environment?.Key);
        Add("environment", "build", run.Environment?.Build);
        Add("environment", "packages", run.Environment?.PackagesHash);
        foreach (var (tool, version) in run.Environment?.ToolVersions ?? new Dictionary<string, string>())
        {
            Add("environment", tool, version);
        }
    }

    // Each run has folders of its own for what it leaves, and makes; what is compared has the same name in both.
    private static string Name(RunRecord run, OptArtifact artifact)
    {
        foreach (var folder in (string?[])[run.Id.ToString("D"), run.Output?.Version])
        {
            if (folder is not null && artifact.Path.IndexOf(folder, StringComparison.Ordinal) is >= 0 and var at)
            {
                return artifact.Path[(at + folder.Length)..].TrimStart('/', '\\').Replace('\\', '/');
            }
        }

        return artifact.Path;
    }

    // The document with the config that ran is the present one or one before it; where none is, only the hash is left to compare.
    private static IReadOnlyList<OptConfigValue> Config(WorkspaceSnapshot snapshot, RunRecord run)
    {
        if (snapshot.Find(run.Instance) is not { } row)
        {
            return [];
        }

        var paths = snapshot.PathsOf(run.Instance);
        var document = InstanceFolder.Generations(paths).FirstOrDefault(d => snapshot.HashesOf(row with { ConfigHash = d.ConfigHash, Parts = d.Parts }).Config == run.ConfigHash);
        return document is null ? [] : InstanceConfig.Of(document, document.Parts.Where(p => !p.Shared).ToDictionary(p => p.Role, p => InstanceFolder.Part(paths, p)), id => snapshot.Find(id)?.Name);
    }

    private void Add(string area, string path, double? number) => Add(area, path, number?.ToString("R", CultureInfo.InvariantCulture), number);

    private void Add(string area, string path, string? text, double? number = null)
    {
        if (text is not null && _values.TryAdd((area, path), (text, number)))
        {
            _order.Add((area, path));
        }
    }

    private static string? Text(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);
}
