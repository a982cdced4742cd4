namespace OptAIC.Cli.Tests.Harness;

/// <summary>A workspace with a workflow <c>w</c> that runs a script of the POSIX shell.</summary>
internal sealed class ScriptWorkspace : IDisposable
{
    private readonly TemporaryRoot _root = new();

    /// <summary>Makes it.</summary>
    /// <param name="script">The script.</param>
    /// <param name="parameters">The parameters' schema, as YAML.</param>
    /// <param name="config">Assignments of the config.</param>
    public ScriptWorkspace(string script, string parameters = "{ type: object }", params string[] config)
    {
        Optaic = new Optaic(_root.Path);
        var folder = Path.GetDirectoryName(_root.Write("w/definition.yml", $"kind: WorkflowDef\nname: w\nversion: 1.0.0\nentry: {{ command: [/bin/sh, run.sh] }}\nparameters_schema: {parameters}\n"))!;
        _root.Write("w/run.sh", script.ReplaceLineEndings("\n") + "\n");
        foreach (var args in (string[][])[["init"], ["definition", "register", folder], ["instance", "create", "--name", "w", "--definition", "w", .. config.SelectMany(c => (string[])["--config", c])]])
        {
            var result = Optaic.Run(args);
            Assert.True(result.ExitCode == 0, result.ToString());
        }
    }

    public Optaic Optaic { get; }

    public string Root => _root.Path;

    /// <summary>Directory of the instance.</summary>
    public string Directory => Optaic.Run("instance", "latest").Output.Trim();

    /// <summary>What of a file is published.</summary>
    public string? Published(string file)
    {
        var data = Path.Combine(Directory, "data");
        if (!File.Exists(Path.Combine(data, "current")))
            return null;
        using var current = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(data, "current")));
        return File.ReadAllText(Path.Combine(data, current.RootElement.GetProperty("version").GetString()!, file));
    }

    public void Dispose() => _root.Dispose();
}
