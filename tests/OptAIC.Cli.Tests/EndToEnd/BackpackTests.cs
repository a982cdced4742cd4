using System.Globalization;
using System.Text.Json;
using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.EndToEnd;

/// <summary>Backpacks through the command line, and those in samples/backpacks against numbers that are worked out here.</summary>
public sealed class BackpackTests : IDisposable
{
    private readonly SmallWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [ProgramFact("python3")]
    public void The_product_of_two_matrices_in_two_steps_is_right()
    {
        var run = IsProduct("matmul");
        Assert.Equal(["multiply completed", "verify completed"], run.GetProperty("steps").EnumerateArray().Select(s => $"{s.GetProperty("name")} {s.GetProperty("status")}"));
        Assert.Equal(2, run.GetProperty("data").GetArrayLength());

        var again = _workspace.Optaic.Run("run", "matmul");
        Assert.Equal(0, again.ExitCode);
        Assert.Equal(2, _workspace.Optaic.Json("runs", "list", "--instance", "matmul").GetArrayLength());
    }

    [ProgramFact("jupyter-nbconvert")]
    public void The_product_of_two_matrices_in_a_notebook_is_right()
    {
        var run = IsProduct("matmul-notebook");

        Assert.Equal("multiply.ipynb", Path.GetFileName(Artifact("matmul-notebook", "multiply.ipynb")));
        Assert.Equal(2, run.GetProperty("data").GetArrayLength());
    }

    [ProgramFact("python3")]
    public void Seasonality_in_Python_is_the_mean_return_of_each_month()
    {
        var folder = Run("seasonality");

        var january = Closes(folder).SelectMany(s => s.Zip(s.Skip(1), (x, y) => (y.Date, Return: (y.Close / x.Close) - 1)).SkipLast(1)).Where(r => r.Date[5..7] == "01").ToList();
        var row = File.ReadLines(Artifact("seasonality", "seasonality.csv")).ElementAt(1).Split(',');
        Assert.Equal(("1", january.Count.ToString(CultureInfo.InvariantCulture)), (row[0], row[2]));
        Assert.Equal(january.Average(r => r.Return), double.Parse(row[1], CultureInfo.InvariantCulture), 6);
    }

    [ProgramFact("pwsh")]
    public void Drawdowns_in_PowerShell_are_the_deepest_falls()
    {
        var folder = Run("drawdowns");

        var deepest = Closes(folder).Select(s => s.Select((x, i) => (x.Close / s.Take(i + 1).Max(y => y.Close)) - 1).Min()).ToList();
        var rows = File.ReadLines(Artifact("drawdowns", "drawdowns.csv")).Skip(1).Select(l => double.Parse(l.Split(',')[1], CultureInfo.InvariantCulture)).ToList();
        Assert.All(deepest.Zip(rows), pair => Assert.Equal(pair.First, pair.Second, 6));
        Assert.Equal(rows.Min(), _workspace.Optaic.Json("runs", "show", "drawdowns").GetProperty("metrics").GetProperty("deepest").GetDouble(), 9);
    }

    [ProgramFact("/bin/sh")]
    public void A_point_is_the_current_folder_and_what_is_wrong_is_a_usage_error()
    {
        var program = _workspace.Write("my pack/workflow/go.sh", "echo made > \"$OPTAIC_OUTPUT/out\"\n");
        var pack = Path.GetDirectoryName(Path.GetDirectoryName(program))!;
        var optaic = new Optaic(_workspace.Optaic.Root) { Directory = pack };
        Assert.Equal("my_pack", optaic.Json("instance", "create", "--backpack", ".").GetProperty("name").GetString());
        Assert.Equal(0, optaic.Run("run", "--backpack", ".").ExitCode);
        Assert.Equal(2, optaic.Run("run", "my_pack", "--name", "x").ExitCode);
        Assert.Equal(3, optaic.Run("run", "nobody").ExitCode);

        File.WriteAllText(Path.Combine(pack, "workflow", "second.sh"), "");
        var refused = optaic.Run("run", "--backpack", ".");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("go.sh, second.sh", refused.ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_cache_tells_who_uses_what_and_lets_go_what_nobody_does()
    {
        var (optaic, pack) = (_workspace.Optaic, Path.GetDirectoryName(Path.GetDirectoryName(_workspace.Write("pack/workflow/go.sh", "exit 0")))!);
        _workspace.Write("pack/data/a", "content");
        _workspace.Write("pack/data/data.yml", "items: [{ target: a, source: data/a }]");
        Assert.Equal(0, optaic.RunHere("instance", "create", "--backpack", pack).ExitCode);

        var entry = Assert.Single(optaic.RunHere("cache", "list", "--json").Json.EnumerateArray());
        Assert.Equal(("data", 7, "pack"), (entry.GetProperty("kind").GetString(), entry.GetProperty("size").GetInt32(), entry.GetProperty("instances")[0].GetString()));
        Assert.Contains("0 entries removed (0 B), 1 kept", optaic.RunHere("cache", "clear").Output, StringComparison.Ordinal);
        Assert.Contains("1 entry would be removed (7 B), 0 kept", optaic.RunHere("cache", "clear", "--all", "--what-if").Output, StringComparison.Ordinal);
        Assert.Equal((3, 2), (optaic.RunHere("cache", "clear", "zz").ExitCode, optaic.RunHere("cache", "list", "--kind", "colour").ExitCode));
        Assert.Equal(0, optaic.RunHere("instance", "remove", "pack").ExitCode);
        Assert.Contains("1 entry removed (7 B), 0 kept", optaic.RunHere("cache", "clear", "--kind", "data").Output, StringComparison.Ordinal);
        Assert.Equal("[]", optaic.RunHere("cache", "list", "--json").Output.Trim());
    }

    private JsonElement IsProduct(string sample)
    {
        var folder = Run(sample);
        var (a, b, product) = (Matrix(Path.Combine(folder, "data", "a.csv")), Matrix(Path.Combine(folder, "data", "b.csv")), Matrix(Artifact(sample, "product.csv")));
        Assert.Equal((60, 50), (product.Length, product[0].Length));
        for (var i = 0; i < product.Length; i++)
        {
            Assert.Equal(Enumerable.Range(0, 50).Select(j => Enumerable.Range(0, 40).Sum(k => a[i][k] * b[k][j])), product[i]);
        }

        var run = _workspace.Optaic.Json("runs", "show", sample);
        Assert.Equal(Enumerable.Range(0, 50).Sum(i => product[i][i]), run.GetProperty("metrics").GetProperty("trace").GetDouble());
        return run;
    }

    private string Run(string sample)
    {
        var folder = Path.Combine(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Optaic.Executable)!, "../../../../..")), "samples", "backpacks", sample);
        var result = _workspace.Optaic.Run("run", "--backpack", folder);
        Assert.True(result.ExitCode == 0, string.Join('\n', result.ErrorLines));
        return folder;
    }

    private string Artifact(string instance, string file) => _workspace.Optaic.Json("runs", "show", instance).GetProperty("artifacts").EnumerateArray()
        .Select(a => a.GetProperty("path").GetString()!).Single(p => Path.GetFileName(p) == file);

    private static int[][] Matrix(string file) => [.. File.ReadLines(file).Select(l => l.Split(',').Select(v => int.Parse(v, CultureInfo.InvariantCulture)).ToArray())];

    private static List<List<(string Date, double Close)>> Closes(string folder) => [.. File.ReadLines(Path.Combine(folder, "data", "closes.csv")).Skip(1).Select(l => l.Split(','))
        .GroupBy(r => r[1]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Select(r => (r[0], double.Parse(r[2], CultureInfo.InvariantCulture))).ToList())];
}
