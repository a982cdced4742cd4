using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Execution;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;
using OptAIC.Lineage;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic lineage</c></summary>
internal static class LineageCommand
{
    private const int MostPaths = 100;

    /// <summary>Builds it.</summary>
    public static Command Build(string name, string description)
    {
        var options = new LineageOptions();
        const string example = "optaic lineage prices --down --depth 2\noptaic lineage --out lineage.html\noptaic lineage --run momentum_backtest\noptaic lineage --run prices --down\noptaic lineage prices --impact";
        return new Verb(name, description, example, call => Answer(call, options))
        {
            options.Selectors, options.Exclude, options.Up, options.Down, options.Depth, options.Run, options.Impact, options.Change,
            options.From, options.To, options.Limit, options.Format, options.Out,
        };
    }

    private static void Answer(Invocation call, LineageOptions options)
    {
        var line = call.Line;
        options.Check(line);
        if (line.GetValue(options.Run) is { } run)
        {
            var depth = line.Count(options.Depth, least: 0);
            if (line.GetValue(options.Down))
            {
                Show(call, options, () => call.Workspace.Runs.Consequences(run, depth), Json.Document.IReadOnlyListOptRunLineage, RunConsequenceTree.Write);
            }
            else
            {
                Show(call, options, () => call.Workspace.Runs.Lineage(run, depth), Json.Document.IReadOnlyListOptRunLineage, RunLineageTree.Write);
            }
        }
        else if (line.GetValue(options.Impact))
        {
            var (of, change) = (options.Selector(line)!, line.Choice<LineageChange>(options.Change));
            Show(call, options, () => call.Workspace.Lineage.Impact(of, change is { } one ? [one] : null), Json.Document.IReadOnlyListOptLineageImpact, (screen, impacts) => ImpactOutput.Write(screen, of, impacts));
        }
        else if (line.GetValue(options.From) is { } from)
        {
            var (to, most) = (line.GetValue(options.To)!, line.Count(options.Limit) ?? MostPaths);
            Show(call, options, () => [.. call.Workspace.Lineage.Paths(from, to).Take(most)], Json.Document.IReadOnlyListOptLineagePath, (screen, paths) => ImpactOutput.Write(screen, from, to, paths));
        }
        else
        {
            ShowGraph(call, options);
        }
    }

    private static void Show<T>(Invocation call, LineageOptions options, Func<IReadOnlyList<T>> ask, JsonTypeInfo<IReadOnlyList<T>> type, Action<Screen, IReadOnlyList<T>> text)
    {
        // The line is judged before the workspace is asked.
        var asJson = options.AsJson(call);
        var answer = ask();
        if (asJson)
        {
            Json.Write(call.Screen.Writer, answer, type);
        }
        else
        {
            text(call.Screen, answer);
        }
    }

    private static void ShowGraph(Invocation call, LineageOptions options)
    {
        var line = call.Line;
        var (selector, path, steps) = (options.Selector(line), line.GetValue(options.Out), line.Count(options.Depth, least: 0));
        var both = steps is not null && !line.GetValue(options.Up) && !line.GetValue(options.Down);
        var up = both || line.GetValue(options.Up) ? steps : 0;
        var down = both || line.GetValue(options.Down) ? steps : 0;
        var exclude = line.GetValue(options.Exclude);
        if (options.FormOf(call) is not { } form)
        {
            LineageTree.Write(call.Screen, call.Workspace.Lineage.Get(selector, up, down, exclude));
            return;
        }

        var text = call.Workspace.Lineage.Export(form, selector, up, down, exclude);
        if (path is null)
        {
            call.Screen.Writer.Write(text);
            return;
        }

        var written = LineageFacade.Save(text, form, path);
        call.Show(written, Json.Document.LineageFile, screen => screen.Line($"wrote {written.Path}"));
    }
}
