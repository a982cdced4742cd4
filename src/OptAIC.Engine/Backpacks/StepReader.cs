using System.Text.Json;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;
using OptAIC.Naming;

namespace OptAIC.Engine.Backpacks;

/// <summary>Reads a file of steps.</summary>
/// <param name="programs">The folder in which they run.</param>
/// <param name="issues">Receives what is wrong.</param>
internal sealed class StepReader(string programs, List<OptIssue> issues)
{
    private static readonly Lazy<JsonSchema> Schema = new(() => EmbeddedYaml.Schema("Backpacks.steps-schema.yml"));

    /// <summary>Reads it, and finds all that is wrong with it.</summary>
    public IReadOnlyList<WorkflowStep>? Read(DocumentNode document)
    {
        var form = Schema.Value.Validate(document);
        issues.AddRange(form.Issues);
        var nodes = ((document as DocumentMapping)?["steps"] as DocumentSequence)?.Items.OfType<DocumentMapping>().ToList() ?? [];
        Check(nodes);
        return form.Value is { } value && issues.All(i => i.Severity != IssueSeverity.Error) ? value.List("steps", Step) : null;
    }

    private WorkflowStep Step(JsonElement step) => new(
        step.Text("name")!,
        step.Text("run") is { } program ? [.. ProgramCommand.Of(programs, program)!, .. step.Texts("arguments")] : step.Texts("command"),
        step.Texts("needs"),
        step.Integer("retries"),
        step.Duration("timeout"));

    private void Check(IReadOnlyList<DocumentMapping> steps)
    {
        var names = new Dictionary<string, DocumentMapping>(StringComparer.OrdinalIgnoreCase);
        foreach (var step in steps)
        {
            if (step.TextOf("name") is { } name && !names.TryAdd(name, step))
            {
                issues.Add(step["name"]!.Issue("duplicate_item", $"there is a step '{names[name].TextOf("name")}' already; names differ in more than case"));
            }

            CheckProgram(step);
        }

        foreach (var need in steps.SelectMany(Needs).Where(n => !IsStep(n.Text)))
        {
            issues.Add(need.Issue("unknown_step", $"there is no step '{need.Text}'; {NearestName.Hint(need.Text, steps.Select(s => s.TextOf("name")).OfType<string>()) ?? "steps are named as they are written"}"));
        }

        CheckCycles(steps);

        bool IsStep(string text) => names.TryGetValue(text, out var step) && step.TextOf("name") == text;
    }

    private void CheckProgram(DocumentMapping step)
    {
        if (step.Contains("run") == step.Contains("command"))
        {
            issues.Add(step.Issue("step", $"a step has either 'run', a program in {WorkflowFolder.Workflow}/, or 'command'; found {(step.Contains("run") ? "both" : "neither")}"));
        }
        else if (step["arguments"] is { } arguments && !step.Contains("run"))
        {
            issues.Add(arguments.Issue("step", "'arguments' belong to 'run'; a command has its own"));
        }

        if (step["run"] is DocumentScalar program)
        {
            CheckFile(program);
        }
    }

    private void CheckFile(DocumentScalar program)
    {
        if (TargetPath.Problem(program.Text) is { } problem)
        {
            issues.Add(program.Issue("outside_folder", $"'{program.Text}' {problem}; give the path of a program in {WorkflowFolder.Workflow}/"));
        }
        else if (!File.Exists(Path.Combine(programs, program.Text)))
        {
            issues.Add(program.Issue("missing_file", $"there is no '{program.Text}' in {WorkflowFolder.Workflow}/"));
        }
        else if (ProgramCommand.Of(programs, program.Text) is null)
        {
            issues.Add(program.Issue("no_program", $"'{program.Text}' is no program: {ProgramCommand.Known}"));
        }
    }

    // Steps that can be done are taken away, one round after the other; what is left waits for itself.
    private void CheckCycles(IReadOnlyList<DocumentMapping> steps)
    {
        var waiting = steps.Where(s => s.TextOf("name") is not null).DistinctBy(s => s.TextOf("name")).ToDictionary(s => s.TextOf("name")!, s => Needs(s).Select(n => n.Text).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        while (waiting.Where(w => !w.Value.Any(waiting.ContainsKey)).Select(w => w.Key).ToList() is { Count: > 0 } done)
        {
            done.ForEach(d => waiting.Remove(d));
        }

        if (waiting.Count == 0)
        {
            return;
        }

        var path = new List<string>();
        for (var at = waiting.Keys.First(); !path.Contains(at); at = waiting[at].First(waiting.ContainsKey))
        {
            path.Add(at);
        }

        var cycle = path[path.IndexOf(waiting[path[^1]].First(waiting.ContainsKey))..];
        var first = steps.First(s => s.TextOf("name") == cycle[0]);
        issues.Add((first["needs"] ?? first).Issue("cycle", $"steps need each other in a circle: {string.Join(" needs ", [.. cycle, cycle[0]])}"));
    }

    private static IEnumerable<DocumentScalar> Needs(DocumentMapping step) => (step["needs"] as DocumentSequence)?.Items.OfType<DocumentScalar>() ?? [];
}
