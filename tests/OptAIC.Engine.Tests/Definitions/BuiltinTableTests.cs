using OptAIC.Engine.Definitions;

namespace OptAIC.Engine.Tests.Definitions;

public class BuiltinTableTests
{
    [Fact]
    public void The_documentation_lists_every_builtin_with_its_kind_and_what_it_does()
    {
        var text = File.ReadAllLines(Path.Combine(Root(), "docs", "definitions.md"));

        var rows = text.Where(l => l.StartsWith("| `builtin.", StringComparison.Ordinal));

        Assert.Equal(BuiltinDefinitions.All.Select(d => $"| `{d.Definition.Name}` | {d.Definition.Kind} | {d.Definition.Description} |"), rows);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "OptAIC.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException($"no OptAIC.sln above {AppContext.BaseDirectory}");
        }

        return folder;
    }
}
