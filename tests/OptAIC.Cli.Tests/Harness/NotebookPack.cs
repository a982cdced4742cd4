using System.Globalization;
using System.Text.Json.Nodes;

namespace OptAIC.Cli.Tests.Harness;

/// <summary>A workspace, and a backpack beside it whose entry is the notebook <c>pack.ipynb</c>.</summary>
internal sealed class NotebookPack : IDisposable
{
    private readonly TemporaryRoot _root = new();

    /// <summary>Writes the backpack.</summary>
    /// <param name="cells">Code of the cells.</param>
    public NotebookPack(params string[] cells)
        : this("python3", cells)
    {
    }

    private NotebookPack(string kernel, string[] cells)
    {
        // Jupyter keeps keys and a history of its own in the user's home.
        Optaic = new Optaic(_root.Path) { Variables = { ["HOME"] = Directory.CreateDirectory(Beside("home")).FullName } };
        Assert.Equal(0, Optaic.RunHere("init").ExitCode);
        Notebook = _root.Write("pack/workflow/pack.ipynb", new JsonObject
        {
            ["cells"] = new JsonArray([.. cells.Select((code, i) => new JsonObject
            {
                ["cell_type"] = "code", ["execution_count"] = null, ["id"] = $"cell{i}", ["metadata"] = new JsonObject(), ["outputs"] = new JsonArray(), ["source"] = code,
            })]),
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["display_name"] = kernel, ["language"] = "python", ["name"] = kernel } },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        }.ToJsonString());
    }

    public Optaic Optaic { get; private init; }

    /// <summary>The notebook in the backpack.</summary>
    public string Notebook { get; }

    /// <summary>The backpack.</summary>
    public string Path => Beside("pack");

    /// <summary>A backpack whose notebook asks for a kernel.</summary>
    public static NotebookPack WithKernel(string kernel) => new(kernel, ["1"]);

    /// <summary>A path beside the backpack.</summary>
    public string Beside(string name) => System.IO.Path.Combine(_root.Path, name);

    /// <summary>An executable file beside the backpack.</summary>
    public string Program(string name, string script)
    {
        var path = _root.Write(name, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    /// <summary>A process id that a cell writes into a file, once it is there.</summary>
    public int ProcessOf(string file)
    {
        var id = 0;
        SlowFlow.WaitUntil(() => File.Exists(Beside(file)) && int.TryParse(File.ReadAllText(Beside(file)), CultureInfo.InvariantCulture, out id), $"{file} is written");
        return id;
    }

    public void Dispose()
    {
        Optaic.RunHere("instance", "stop", "pack");
        _root.Dispose();
    }
}
