using System.Text;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Secrets;

public sealed class RunSecretsTests : IDisposable
{
    private const string Schema = "parameters_schema: { type: object, required: [api_key], properties: { api_key: { type: string, format: secret-ref }, symbols: { type: string, default: AAPL } } }";
    private readonly CommandWorkspace _commands = new();
    private readonly string _secret = $"s3cr3t \"{Guid.NewGuid():N}\" /+é";
    private readonly string _name = $"k{Guid.NewGuid():N}";

    private string SecretsFile => Path.Combine(_commands.Test.Root, "secrets");

    public void Dispose() => _commands.Dispose();

    [ShellFact]
    public void A_secret_reaches_the_program_and_nothing_that_is_kept_whatever_the_program_prints()
    {
        WriteSecrets();
        _commands.Create(
            """
            echo "out: $OPTAIC_SECRET_API_KEY"
            echo "err: $OPTAIC_SECRET_API_KEY" >&2
            printf '%s' "$OPTAIC_SECRET_API_KEY" | base64 -w0; echo
            printf 'user:%s' "$OPTAIC_SECRET_API_KEY" | base64 -w0; echo
            echo "optaic::warning key $OPTAIC_SECRET_API_KEY was refused"
            echo "optaic::metric name=$OPTAIC_SECRET_API_KEY value=1"
            echo "optaic::artifact path=$OPTAIC_SECRET_API_KEY"
            echo "optaic::progress 10 with $OPTAIC_SECRET_API_KEY"
            echo "optaic::issue {\"message\":\"it was $OPTAIC_SECRET_API_KEY\"}"
            echo "optaic::warning $OPTAIC_SECRET_API_KEY" >> "$OPTAIC_REPORT"
            printf '{"%s": "x"}' "x" > "$OPTAIC_OUTPUT/metrics.json"
            [ "${#OPTAIC_SECRET_API_KEY}" -gt 10 ] || exit 9
            echo "fatal: cannot log in with $OPTAIC_SECRET_API_KEY" >&2
            [ -e succeed ] || exit 1
            """,
            more: Schema, spec: $"config: {{ api_key: {_name} }}");

        var failed = _commands.Run();
        File.WriteAllText(Path.Combine(_commands.Test.DirectoryOf("c"), "workflow", "succeed"), "");
        var completed = _commands.Run();

        Assert.Equal((RunStatus.Failed, 1), (failed.Status, failed.ExitCode));
        Assert.EndsWith("fatal: cannot log in with ***", failed.Error, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Completed, completed.Status);
        Assert.StartsWith("out: ***\n***", _commands.Log(completed), StringComparison.Ordinal);
        File.Delete(SecretsFile);
        AssertNowhere(_commands.Test.Root);
        Assert.Equal("OPTAIC_SECRET_API_KEY", _commands.Context(completed).GetProperty("secrets").GetProperty("api_key").GetString());
        Assert.Equal(_name, _commands.Context(completed).GetProperty("config").GetProperty("api_key").GetString());
    }

    [ShellFact]
    public void No_command_line_of_the_machine_shows_a_secret_while_its_program_runs()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        WriteSecrets();
        _commands.Create("cat /proc/[0-9]*/cmdline > all 2>/dev/null; wc -c < all; grep -c -F -- \"$OPTAIC_SECRET_API_KEY\" all; true", more: Schema, spec: $"config: {{ api_key: {_name} }}");

        var lines = _commands.Log(_commands.Run()).Split('\n');

        Assert.True(int.Parse(lines[0], System.Globalization.CultureInfo.InvariantCulture) > 10);
        // The grep itself has the secret as an argument, and begins only after the list was made.
        Assert.Equal("0", lines[1]);
    }

    [ShellFact]
    public void A_template_that_names_a_secret_is_refused()
    {
        WriteSecrets();
        _commands.Create("true", arguments: "'${config.api_key}'", more: Schema, spec: $"config: {{ api_key: {_name} }}");

        var run = _commands.Run();

        Assert.Equal((RunStatus.Failed, "forbidden_template"), (run.Status, run.ErrorType));
    }

    [ShellFact]
    public void A_missing_secret_refuses_the_run_before_anything_starts_and_says_where_it_looked()
    {
        _commands.Create("echo started", more: Schema, spec: $"config: {{ api_key: 'file:{_name}' }}");

        var run = _commands.Run();

        Assert.Equal((RunStatus.Failed, "secret_not_found"), (run.Status, run.ErrorType));
        Assert.Contains($"'file:{_name}' (config/api_key) was not found; looked at {SecretsFile} (there is no such file)", run.Error, StringComparison.Ordinal);
        Assert.Equal("", _commands.Log(run));
        Assert.False(File.Exists(Path.Combine(run.LogPath!, "context.json")));
    }

    [ShellFact]
    public void The_environment_comes_before_the_file_and_a_variable_can_be_named_exactly()
    {
        WriteSecrets();
        Environment.SetEnvironmentVariable($"OPTAIC_SECRET_{_name.ToUpperInvariant()}", "from the environment");
        Environment.SetEnvironmentVariable("EXACTLYTHIS", "exactly this one");
        _commands.Create("printf '%s' \"$OPTAIC_SECRET_API_KEY\" | wc -c", more: Schema, spec: $"config: {{ api_key: {_name} }}");
        _commands.Create("printf '%s' \"$OPTAIC_SECRET_API_KEY\" | wc -c", more: Schema, spec: "config: { api_key: 'env:EXACTLYTHIS' }", name: "d");

        Assert.Equal("20", _commands.Log(_commands.Run()).Trim());
        Assert.Equal("16", _commands.Log(_commands.Run("d")).Trim());
    }

    [ShellFact]
    public void A_file_of_secrets_that_others_may_read_is_not_read_and_the_doctor_says_so()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        WriteSecrets();
        File.SetUnixFileMode(SecretsFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        _commands.Create("true", more: Schema, spec: $"config: {{ api_key: {_name} }}");

        var run = _commands.Run();

        Assert.Equal((RunStatus.Failed, "unusable_secret"), (run.Status, run.ErrorType));
        Assert.Contains("0640", run.Error, StringComparison.Ordinal);
        var issue = Assert.Single(_commands.Test.With(w => w.Health.Doctor()), i => i.Code == "secrets_exposed");
        Assert.Equal((IssueSeverity.Error, SecretsFile), (issue.Severity, issue.File));
        File.SetUnixFileMode(SecretsFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal(RunStatus.Completed, _commands.Run().Status);
        Assert.DoesNotContain(_commands.Test.With(w => w.Health.Doctor()), i => i.Code == "secrets_exposed");
    }

    [ShellFact]
    public void A_broken_file_of_secrets_is_not_quoted()
    {
        WriteSecrets($"{_name}: [{_secret.Replace('"', '\'')}\nother: {{{{ {_secret}");
        _commands.Create("true", more: Schema, spec: $"config: {{ api_key: {_name} }}");

        var run = _commands.Run();

        Assert.Equal("unusable_secret", run.ErrorType);
        Assert.DoesNotContain(_secret[..12], run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("")]
    public void A_secret_that_cannot_be_kept_out_of_logs_is_refused(string secret)
    {
        WriteSecrets($"{_name}: '{secret}'");
        _commands.Create("true", more: Schema, spec: $"config: {{ api_key: {_name} }}");

        Assert.Equal("unusable_secret", _commands.Run().ErrorType);
    }

    [ShellFact]
    public void A_published_file_or_artifact_that_holds_a_secret_fails_the_run()
    {
        WriteSecrets();
        _commands.Create("echo \"$OPTAIC_SECRET_API_KEY\" > \"$OPTAIC_OUTPUT/a.txt\"", more: Schema, spec: $"config: {{ api_key: {_name} }}");
        _commands.Create("printf '%s' \"$OPTAIC_SECRET_API_KEY\" | gzip > \"$OPTAIC_ARTIFACTS/a.gz\"", more: Schema, spec: $"config: {{ api_key: {_name} }}", name: "d");

        var file = _commands.Run();
        var artifact = _commands.Run("d");

        Assert.Equal(("secret_in_output", "c: the output file 'a.txt' holds a secret; nothing was published"), (file.ErrorType, file.Error));
        Assert.Equal("secret_in_output", artifact.ErrorType);
        File.Delete(SecretsFile);
        AssertNowhere(_commands.Test.Root);
    }

    [ShellFact]
    public void The_built_in_command_takes_secrets_under_names_of_ones_own()
    {
        WriteSecrets();
        _commands.Test.Create($"{{name: b, definition: builtin.command, config: {{command: [/bin/sh, -c, 'printf \"%s\" \"$VENDOR_KEY\" | wc -c > $OPTAIC_OUTPUT/n.csv; exit 4'], secrets: {{VENDOR_KEY: {_name}}}}}}}");

        Assert.Equal(4, _commands.Run("b").ExitCode);
        Assert.Equal("VENDOR_KEY", _commands.Context(_commands.Run("b")).GetProperty("secrets").GetProperty("secrets/VENDOR_KEY").GetString());
    }

    private void WriteSecrets(string? text = null)
    {
        File.WriteAllText(SecretsFile, text ?? $"# ours\nother: 0123\n{_name}: '{_secret}'\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(SecretsFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private void AssertNowhere(string folder)
    {
        // Also inside databases, and as its random middle alone.
        var needle = Encoding.UTF8.GetBytes(_secret[8..40]);
        var files = Directory.GetFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 });
        Assert.True(files.Length > 10);
        Assert.All(files, f => Assert.True(File.ReadAllBytes(f).AsSpan().IndexOf(needle) < 0, f));
    }
}
