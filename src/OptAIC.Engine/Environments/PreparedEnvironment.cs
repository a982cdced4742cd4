using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Model;

namespace OptAIC.Engine.Environments;

/// <summary>An environment that programs can run in, and that stays while this is not disposed.</summary>
internal sealed class PreparedEnvironment : IDisposable
{
    private readonly EnvironmentSpec _spec;
    private readonly EnvironmentDocument? _manifest;
    private readonly EnvironmentUse? _use;
    private readonly string? _overlay;

    /// <summary>Only variables: programs run with what the machine has.</summary>
    public PreparedEnvironment(EnvironmentSpec spec) => _spec = spec;

    /// <summary>A build.</summary>
    /// <param name="spec">What was asked for.</param>
    /// <param name="manifest">What it is.</param>
    /// <param name="use">Keeps it.</param>
    /// <param name="overlay">Where what programs install goes; <c>null</c> when it goes into the build itself, which is the instance's own.</param>
    public PreparedEnvironment(EnvironmentSpec spec, EnvironmentDocument manifest, EnvironmentUse use, string? overlay)
    {
        (_spec, _manifest, _use) = (spec, manifest, use);
        _overlay = spec.Engine is EnvironmentEngine.Venv or EnvironmentEngine.Conda ? overlay : null;
        Record = RecordOf(manifest);
    }

    /// <summary>What it is; <c>null</c> when programs run with what the machine has.</summary>
    public EnvironmentDocument? Manifest => _manifest;

    /// <summary>For the record of a run: as it was when it was taken into use.</summary>
    public RunEnvironment? Record { get; }

    /// <summary>Notes in the metadata of an instance that this was prepared for it.</summary>
    public void NoteIn(InstancePaths instance)
    {
        if (Record is { } given)
        {
            DocumentFile.Write(instance.GivenEnvironment, new GivenEnvironmentDocument { Environment = given }, DocumentJson.Default.GivenEnvironmentDocument, Durability.Knowledge);
        }
    }

    /// <summary>Variables that whoever sets the same ones overrides.</summary>
    public void AddDefaultsTo(Dictionary<string, string> variables)
    {
        if (_manifest is not null)
        {
            EnvironmentVariables.WithoutActive(variables);
        }

        foreach (var (name, value) in _spec.Variables)
        {
            variables[name] = value;
        }
    }

    /// <summary>Lets programs find it, and puts what they install where it is the instance's alone.</summary>
    public void AddTo(Dictionary<string, string> variables)
    {
        if (_manifest is null)
        {
            return;
        }

        if (_overlay is not null)
        {
            EnvironmentVariables.Prepend(variables, "PATH", [Path.Combine(_overlay, "bin")]);
            EnvironmentVariables.Prepend(variables, "PYTHONPATH", [_overlay]);
            variables["PIP_TARGET"] = _overlay;
        }

        EnvironmentVariables.Enter(variables, _spec.Engine, _manifest.Path);
        if (_spec.Engine != EnvironmentEngine.Command)
        {
            variables["PIP_USER"] = "0";
            variables["PYTHONNOUSERSITE"] = "1";
        }
    }

    /// <summary>In one line, for people.</summary>
    public override string ToString() => _manifest is null ? SnakeCase.Of(_spec.Engine)
        : $"{_manifest.Engine}{string.Concat(_manifest.ToolVersions.Select(t => $" {t.Key} {t.Value}"))}";

    private RunEnvironment RecordOf(EnvironmentDocument made) => new()
    {
        Engine = made.Engine,
        Key = made.Key,
        Build = made.Build,
        Path = made.Path,
        ToolVersions = made.ToolVersions,
        PreparedAt = made.PreparedAt,
        PackagesHash = Digest.Of(
        [
            .. made.Packages.Concat(InstalledPackages.In(_overlay ?? "")).Concat(_spec.IsPerInstance ? InstalledPackages.OfEnvironment(made.Path) : [])
                .Select(p => $"{PipRequirement.Canonical(p.Name)}=={p.Version}").Distinct().Order(StringComparer.Ordinal),
        ]),
    };

    /// <summary>It may go.</summary>
    public void Dispose() => _use?.Dispose();
}
