using System.Globalization;
using OptAIC.Engine;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Benchmarks;

/// <summary>Registering a definition of many files: hashed, copied, flushed, published.</summary>
internal static class RegistrationFigures
{
    private const int Files = 2_000;

    public static void Report(ScratchFolder folder)
    {
        using var workspace = Workspace.Initialize(new WorkspaceOptions { Root = folder.Combine("definitions") });
        var source = folder.Combine("many_files");
        for (var i = 0; i < Files; i++)
        {
            var part = Path.Combine(source, string.Create(CultureInfo.InvariantCulture, $"lib{i % 20}"));
            Directory.CreateDirectory(part);
            File.WriteAllText(Path.Combine(part, string.Create(CultureInfo.InvariantCulture, $"part{i}.txt")), new string('x', 2_000) + i);
        }

        Timing.Print($"floor: copy {Files:N0} files, nothing flushed", Timing.Median(3, i => Copy(source, folder.Combine($"copy{i + 1}"))));
        Timing.Print($"register a definition of {Files:N0} files", Timing.Median(3, i => Register(workspace, source, i + 1)), "goal: under 1,000 ms");
        Timing.Print("register it again: nothing to do", Timing.Median(3, _ => workspace.Definitions.Register(source)));
    }

    private static void Register(Workspace workspace, string source, int patch)
    {
        File.WriteAllText(Path.Combine(source, "definition.yml"), $"kind: WorkflowDef\nname: many_files\nversion: 1.0.{patch}\nentry: {{ command: [sh, run.sh] }}\n");
        workspace.Definitions.Register(source);
    }

    private static void Copy(string source, string target)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
