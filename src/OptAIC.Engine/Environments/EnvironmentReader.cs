using System.Text.Json;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Environments;

/// <summary>Reads <c>software/environment.yml</c>. A file without an engine is conda's own.</summary>
/// <param name="folder">The folder <c>software</c>.</param>
/// <param name="issues">Receives what is wrong.</param>
internal sealed class EnvironmentReader(string folder, List<OptIssue> issues)
{
    private static readonly Lazy<JsonSchema> Schema = new(() => EmbeddedYaml.Schema("Environments.environment-schema.yml"));

    private static readonly Dictionary<string, EnvironmentEngine> Owners = new(StringComparer.Ordinal)
    {
        ["python"] = EnvironmentEngine.Venv,
        ["requirements"] = EnvironmentEngine.Venv,
        ["pip_arguments"] = EnvironmentEngine.Venv,
        ["command"] = EnvironmentEngine.Command,
        ["name"] = EnvironmentEngine.Conda,
        ["channels"] = EnvironmentEngine.Conda,
        ["dependencies"] = EnvironmentEngine.Conda,
        ["prefix"] = EnvironmentEngine.Conda,
    };

    private static readonly string[] Scripts = ["post_install", "post_install_script"];

    /// <summary>Reads it, and finds all that is wrong with it.</summary>
    public EnvironmentSpec? Read(DocumentNode document)
    {
        var form = Schema.Value.Validate(document);
        issues.AddRange(form.Issues);
        if (document is not DocumentMapping mapping)
        {
            return null;
        }

        var engine = SnakeCase.TryParse<EnvironmentEngine>(mapping.TextOf("engine"), out var named) ? named : EnvironmentEngine.Conda;
        if (!mapping.Contains("engine") && !mapping.Contains("dependencies"))
        {
            issues.Add(mapping.Issue("no_engine", "it names no engine, so it is taken for conda's own, and has no 'dependencies'; write 'engine: none' for the programs of this machine, or 'engine: venv' with 'requirements'"));
            return null;
        }

        CheckKeys(mapping, engine);
        CheckVariables(mapping["variables"] as DocumentMapping);
        var usesFiles = CheckScript(mapping) | engine switch
        {
            EnvironmentEngine.Venv => CheckRequirements(mapping),
            EnvironmentEngine.Conda => CheckDependencies(mapping),
            EnvironmentEngine.Command => CheckCommand(mapping),
            _ => false,
        };
        return form.Value is { } value ? Spec(value, engine, usesFiles) : null;
    }

    private static EnvironmentSpec Spec(JsonElement value, EnvironmentEngine engine, bool usesFiles) => new()
    {
        Engine = engine,
        IsPerInstance = value.Text("scope") == "instance",
        Python = value.Text("python") ?? EnvironmentSpec.None.Python,
        Requirements = value.List("requirements", r => new PipRequirement(r.GetString()!.Trim())),
        PipArguments = value.Texts("pip_arguments"),
        Command = value.Texts("command"),
        Conda = engine == EnvironmentEngine.Conda ? value : null,
        Variables = value.Value("variables") is { } variables ? variables.EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetString()!, StringComparer.Ordinal) : EnvironmentSpec.None.Variables,
        PostInstall = value.Text("post_install") ?? value.Text("post_install_script"),
        UsesFiles = usesFiles,
    };

    // Who writes 'engine: none' into a file of conda's wants to do without it for now; anything else is a mistake.
    private void CheckKeys(DocumentMapping mapping, EnvironmentEngine engine)
    {
        foreach (var entry in mapping.Entries)
        {
            if (Owners.TryGetValue(entry.Name, out var owner) && owner != engine)
            {
                var other = $"'{entry.Name}' belongs to 'engine: {SnakeCase.Of(owner)}', and this environment's is {SnakeCase.Of(engine)}{(mapping.Contains("engine") ? "" : " (a file that names no engine is conda's own)")}";
                issues.Add(engine == EnvironmentEngine.None
                    ? entry.Key.Issue("not_used", $"'{entry.Name}' is not used: the engine is none", IssueSeverity.Warning)
                    : entry.Key.Issue("wrong_engine", other) with { Expected = $"engine: {SnakeCase.Of(owner)}", Found = SnakeCase.Of(engine) });
            }
        }

        if (engine == EnvironmentEngine.Command && !mapping.Contains("command"))
        {
            issues.Add(mapping.Issue("missing_key", $"'engine: command' needs 'command': the program that fills {EnvironmentSpec.FolderTemplate}, and its arguments"));
        }
    }

    private void CheckVariables(DocumentMapping? variables)
    {
        foreach (var (name, _) in variables?.Entries ?? [])
        {
            if (name.Text.Length == 0 || char.IsAsciiDigit(name.Text[0]) || !name.Text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            {
                issues.Add(name.Issue("illegal_name", $"'{name.Text}' cannot be the name of a variable: letters, digits and '_' can"));
            }
            else if (name.Text.StartsWith("OPTAIC_", StringComparison.OrdinalIgnoreCase) || name.Text.Equals("PATH", StringComparison.OrdinalIgnoreCase))
            {
                issues.Add(name.Issue("reserved_name", $"the variable '{name.Text}' is set by OptAIC"));
            }
        }
    }

    private bool CheckScript(DocumentMapping mapping)
    {
        var given = Scripts.Select(k => mapping[k]).OfType<DocumentScalar>().ToList();
        if (given.Count == 2)
        {
            issues.Add(given[1].Issue("duplicate_key", "'post_install' and 'post_install_script' are the same; keep one of them"));
        }

        foreach (var script in given)
        {
            var path = PathOf(script.Text);
            if (IsThere(script, path) && (Path.GetExtension(path) == ".ipynb" || ProgramCommand.Of(folder, path) is null))
            {
                issues.Add(script.Issue("no_program", $"'{script.Text}' cannot be run; a script ends with .sh, .ps1 or .py, or can be executed"));
            }
        }

        return given.Count > 0;
    }

    private bool CheckRequirements(DocumentMapping mapping) => CheckPip(mapping["requirements"] as DocumentSequence) | mapping.Contains("pip_arguments");

    // Conda's file lists what pip installs in a mapping among the names.
    private bool CheckDependencies(DocumentMapping mapping) =>
        ((mapping["dependencies"] as DocumentSequence)?.Items ?? []).OfType<DocumentMapping>().Select(m => CheckPip(m["pip"] as DocumentSequence)).Aggregate(false, (all, one) => all | one);

    private bool CheckPip(DocumentSequence? list)
    {
        var usesFiles = false;
        foreach (var item in list?.Items.OfType<DocumentScalar>() ?? [])
        {
            var requirement = new PipRequirement(item.Text.Trim());
            if (requirement.IsOption)
            {
                issues.Add(item.Issue("pip_option", requirement.Text.StartsWith("-e", StringComparison.Ordinal) || requirement.Text.StartsWith("--editable", StringComparison.Ordinal)
                    ? "an environment is made once and does not change, so nothing in it can be editable; write the folder alone"
                    : $"'{requirement.Text}' is an option of pip, and not a requirement; options stand in 'pip_arguments' of 'engine: venv'"));
            }
            else if (requirement.Path is { } path)
            {
                usesFiles = true;
                IsThere(item, path);
            }
        }

        return usesFiles;
    }

    private bool CheckCommand(DocumentMapping mapping)
    {
        foreach (var argument in (mapping["command"] as DocumentSequence)?.Items.OfType<DocumentScalar>() ?? [])
        {
            if (argument.Text.Replace(EnvironmentSpec.FolderTemplate, "", StringComparison.Ordinal).Contains("${", StringComparison.Ordinal))
            {
                issues.Add(argument.Issue("unknown_template", $"'{argument.Text}' holds a template that is not known here") with { Expected = EnvironmentSpec.FolderTemplate });
            }
        }

        return true;
    }

    private static string PathOf(string text) => text.StartsWith("./", StringComparison.Ordinal) ? text[2..] : text;

    private bool IsThere(DocumentScalar node, string path)
    {
        if (TargetPath.Problem(path) is { } problem)
        {
            issues.Add(node.Issue("outside_folder", $"the path '{path}' {problem}; it is a path under {WorkflowFolder.Software}/"));
            return false;
        }

        if (Path.Exists(Path.Combine(folder, path)))
        {
            return true;
        }

        issues.Add(node.Issue("missing_file", $"there is no '{path}' in {WorkflowFolder.Software}/"));
        return false;
    }
}
