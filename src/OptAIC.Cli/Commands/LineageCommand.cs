using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic lineage</c></summary>
internal static class LineageCommand
{
    /// <summary>Builds it.</summary>
    public static Command Build(string name, string description)
    {
        var selectors = Options.Any("selector", "As in refresh; nothing is everything");
        var up = Options.Flag("--up", "Also what it depends on");
        var down = Options.Flag("--down", "Also what depends on it");
        var depth = Options.Text("--depth", "N", "How many steps --up and --down go (default: all)");
        var format = Options.Text("--format", "tree|json", "Form of the output");
        return new Verb(name, description, "optaic lineage prices --down --depth 2", call =>
        {
            var line = call.Line;
            var text = line.GetValue(selectors) is { Length: > 0 } given ? string.Join(' ', given) : null;
            var steps = line.Count(depth, least: 0);
            var (goUp, goDown) = (line.GetValue(up), line.GetValue(down));
            if (steps is not null && !goUp && !goDown)
            {
                (goUp, goDown) = (true, true);
            }

            var asJson = line.Word(format, call.Json ? "json" : "tree", "tree", "json") == "json";
            var lineage = call.Workspace.Lineage.Get(text, goUp ? steps : 0, goDown ? steps : 0);
            if (asJson)
            {
                Json.Write(call.Screen.Writer, lineage, Json.Document.OptLineage);
            }
            else
            {
                LineageTree.Write(call.Screen, lineage);
            }
        })
        { selectors, up, down, depth, format };
    }
}
