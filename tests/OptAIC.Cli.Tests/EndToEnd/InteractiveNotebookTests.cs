using System.Net;
using System.Text.Json;
using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.EndToEnd;

/// <summary>Notebooks that are worked on in a browser, with the real server.</summary>
public sealed class InteractiveNotebookTests
{
    private const string Server = "jupyter-notebook";

    [ProgramFact(Server)]
    public void An_interactive_run_is_served_on_loopback_behind_a_token_and_Ctrl_C_ends_all_of_it()
    {
        using var pack = new NotebookPack("1 + 1");
        using var served = new ServedNotebook(pack);

        Assert.Equal("127.0.0.1", served.Address.Host);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (served.Get("/api/status", served.Token), served.Get("/api/status", null), served.Get("/api/status", new string('0', 64))));
        Assert.Equal(HttpStatusCode.OK, served.Get("/api/contents/pack.ipynb", served.Token));
        Assert.True(IsListenedTo(served.Address.Port, "0100007F"));
        Assert.False(IsListenedTo(served.Address.Port, "00000000"));
        served.Post("/api/kernels");
        Assert.Equal(2, served.Processes.Length);
        var running = pack.Optaic.Json("runs", "show", "pack");
        Assert.Equal(("running", "interactive"), (running.GetProperty("status").GetString(), running.GetProperty("trigger").GetString()));
        Assert.Equal(5, pack.Optaic.Run("run", "pack").ExitCode);

        UnixSignal.Send(served.Command.Id, UnixSignal.Interrupt);

        Assert.Equal(130, served.ExitCode());
        Assert.True(served.IsGone());
        Assert.Empty(served.Processes);
        Assert.Equal("cancelled", pack.Optaic.Json("runs", "show", "pack").GetProperty("status").GetString());
        Assert.DoesNotContain(
            Directory.EnumerateFiles(pack.Optaic.Root, "*", SearchOption.AllDirectories),
            f => File.ReadAllText(f).Contains(served.Token, StringComparison.Ordinal));
    }

    [ProgramFact(Server)]
    public void Shut_down_from_its_page_it_has_completed_publishes_nothing_and_its_changes_can_be_synced()
    {
        using var pack = new NotebookPack("1 + 1");
        using var served = new ServedNotebook(pack);
        var run = pack.Optaic.Json("runs", "show", "pack");
        var context = JsonDocument.Parse(File.ReadAllText(Path.Combine(run.GetProperty("log_path").GetString()!, "context.json"))).RootElement;
        File.WriteAllText(Path.Combine(context.GetProperty("output").GetString()!, "table.csv"), "made by a cell");
        var sandbox = Path.Combine(context.GetProperty("workflow").GetString()!, "pack.ipynb");
        var edited = File.ReadAllText(sandbox).Replace("1 + 1", "2 + 2", StringComparison.Ordinal);
        File.WriteAllText(sandbox, edited);

        served.Post("/api/shutdown");

        Assert.Equal(0, served.ExitCode());
        Assert.True(served.IsGone());
        var ended = pack.Optaic.Json("runs", "show", "pack");
        Assert.Equal("completed", ended.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, ended.GetProperty("data_version").ValueKind);
        Assert.EndsWith("output/table.csv", Assert.Single(ended.GetProperty("artifacts").EnumerateArray()).GetProperty("path").GetString(), StringComparison.Ordinal);
        Assert.Equal("not_initialized", pack.Optaic.Json("flow", "status", "pack")[0].GetProperty("flow").GetProperty("status").GetString());
        Assert.Equal(edited, File.ReadAllText(sandbox));
        Assert.Equal(0, pack.Optaic.Run("instance", "sync", "pack").ExitCode);
        Assert.Equal(edited, File.ReadAllText(pack.Notebook));
    }

    [ProgramFact(Server)]
    public void When_its_runner_is_killed_the_server_and_its_kernels_end_by_themselves()
    {
        using var pack = new NotebookPack("1 + 1");
        using var served = new ServedNotebook(pack);
        served.Post("/api/kernels");

        UnixSignal.Send(pack.Optaic.Json("runs", "show", "pack").GetProperty("process_id").GetInt32(), UnixSignal.Kill);

        Assert.Equal(1, served.ExitCode());
        SlowFlow.WaitUntil(() => served.Processes.Length == 0, "nobody is left");
        Assert.True(served.IsGone());
        Assert.Equal("lost", pack.Optaic.Json("runs", "show", "pack").GetProperty("error_type").GetString());
    }

    [ProgramFact("/bin/sh")]
    public void What_is_no_notebook_is_a_usage_error_and_without_a_server_it_is_said_what_to_install()
    {
        using var pack = new NotebookPack("1");
        pack.Program("script/workflow/go.sh", "exit 0");
        pack.Program("bin/jupyter", "exit 0");
        var bare = new Optaic(pack.Optaic.Root) { Variables = { ["PATH"] = pack.Beside("bin") } };

        var script = pack.Optaic.RunHere("run", "--backpack", pack.Beside("script"), "--interactive");
        var unserved = bare.Run("run", "--backpack", pack.Path, "--interactive");

        Assert.Equal((2, 1), (script.ExitCode, unserved.ExitCode));
        Assert.Equal("error: script.run runs '/bin/sh go.sh', and only a notebook can be worked on interactively", script.ErrorLines[0]);
        Assert.Contains("neither JupyterLab", unserved.Error, StringComparison.Ordinal);
    }

    private static bool IsListenedTo(int port, string address) => File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6")).Any(l => l.Contains($"{address}:{port:X4} 00000000:0000 0A", StringComparison.Ordinal));
}
