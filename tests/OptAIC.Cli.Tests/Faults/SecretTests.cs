using System.Text;
using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.Faults;

public sealed class SecretTests
{
    private const string Schema = "{ type: object, required: [key], properties: { key: { type: string, format: secret-ref } } }";

    private const string Talkative = """
        echo "key $OPTAIC_SECRET_KEY"
        echo "key $OPTAIC_SECRET_KEY" >&2
        echo "optaic::metric name=$OPTAIC_SECRET_KEY value=1"
        echo "optaic::progress 50 with $OPTAIC_SECRET_KEY"
        echo "optaic::warning $OPTAIC_SECRET_KEY"
        echo "optaic::artifact path=$OPTAIC_SECRET_KEY"
        cat /proc/[0-9]*/cmdline > cmdlines 2>/dev/null
        tr '\0' ' ' < cmdlines > "$OPTAIC_OUTPUT/cmdlines"; rm cmdlines
        touch ready; while [ ! -e go ]; do sleep 0.05; done
        echo "cannot log in with $OPTAIC_SECRET_KEY" >&2
        exit $(cat go)
        """;

    [ProgramFact("/bin/sh")]
    public async Task No_secret_is_in_the_workspace_in_a_process_list_or_in_what_a_command_prints()
    {
        using var workspace = new ScriptWorkspace(Talkative, Schema, "key=the_key");
        var secret = $"s3cr3t-{Guid.NewGuid():N}";
        WriteSecrets(workspace, secret);
        var said = new StringBuilder();
        foreach (var code in (string[])["0", "3"])
        {
            var sandbox = Path.Combine(workspace.Directory, "workflow");
            Directory.CreateDirectory(sandbox);
            File.Delete(Path.Combine(sandbox, "go"));
            File.Delete(Path.Combine(sandbox, "ready"));
            var start = workspace.Optaic.RunAsync("flow", "start", "w", "--force", "-v");
            SlowFlow.WaitUntil(() => File.Exists(Path.Combine(sandbox, "ready")), "the program has talked");
            Assert.All(CommandLines(), line => Assert.DoesNotContain(secret, line, StringComparison.Ordinal));
            said.Append(workspace.Optaic.Run("runs", "show", "w"));
            File.WriteAllText(Path.Combine(sandbox, "go.new"), code);
            File.Move(Path.Combine(sandbox, "go.new"), Path.Combine(sandbox, "go"));

            var ended = await start;

            Assert.Equal(code == "0" ? 0 : 1, ended.ExitCode);
            said.Append(ended);
            foreach (var args in (string[][])[["runs", "show", "w"], ["runs", "show", "w", "--json"], ["runs", "show", "w", "--record"], ["runs", "logs", "w"], ["runs", "logs", "w", "--stderr"], ["runs", "list", "--json"], ["flow", "status", "w", "--explain"], ["instance", "show", "w", "--json"], ["doctor"]])
            {
                said.Append(workspace.Optaic.Run(args));
            }
        }

        Assert.Contains("cannot log in with ***", said.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, said.ToString(), StringComparison.Ordinal);
        File.Delete(Path.Combine(workspace.Root, "secrets"));
        foreach (var file in Directory.GetFiles(workspace.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
        {
            Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0, file);
        }
    }

    [ProgramFact("/bin/sh")]
    public void A_missing_secret_refuses_the_run_before_its_program_starts()
    {
        using var workspace = new ScriptWorkspace("touch started", Schema, "key=file:the_key");

        var refused = workspace.Optaic.Run("flow", "start", "w");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("the secret 'file:the_key' (config/key) was not found; looked at", refused.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(workspace.Directory, "workflow", "started")));
    }

    [ProgramFact("/bin/sh")]
    public void The_doctor_refuses_a_file_of_secrets_that_others_can_read()
    {
        using var workspace = new ScriptWorkspace("true", Schema, "key=the_key");
        WriteSecrets(workspace, "s3cr3t");
        Assert.Equal(0, workspace.Optaic.Run("doctor").ExitCode);
        WriteSecrets(workspace, "s3cr3t", UnixFileMode.OtherRead);

        var doctor = workspace.Optaic.Run("doctor");

        Assert.NotEqual(0, doctor.ExitCode);
        Assert.Contains("chmod 600", doctor.ToString(), StringComparison.Ordinal);
    }

    private static void WriteSecrets(ScriptWorkspace workspace, string secret, UnixFileMode others = UnixFileMode.None)
    {
        var file = Path.Combine(workspace.Root, "secrets");
        File.WriteAllText(file, $"the_key: {secret}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);
        }
    }

    private static IEnumerable<string> CommandLines()
    {
        foreach (var process in Directory.Exists("/proc") ? Directory.GetDirectories("/proc") : [])
        {
            string text;
            try
            {
                text = File.ReadAllText(Path.Combine(process, "cmdline"));
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            yield return text;
        }
    }
}
