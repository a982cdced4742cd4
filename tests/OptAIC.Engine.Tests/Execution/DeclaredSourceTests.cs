using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Freshness;

namespace OptAIC.Engine.Tests.Execution;

/// <summary>Rule 5 for everything whose config names files, not for files of prices alone.</summary>
public sealed class DeclaredSourceTests : IDisposable
{
    private const string Schema = "parameters_schema: {type: object, properties: {main: {type: string, format: path}, more: {type: string, format: path}}}";

    private readonly CommandWorkspace _commands = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("optaic-source-").FullName;

    public void Dispose()
    {
        _commands.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [ShellTheory]
    [InlineData("WorkflowDef", "")]
    [InlineData("PipelineDef", "")]
    [InlineData("MLModuleDef", "flow_specs: [{flow_kind: training}]\n")]
    public void Files_that_a_config_names_are_the_source_of_whatever_reads_them(string kind, string more)
    {
        Write("main", "1");
        Create(kind, more);
        Run(StepOutcome.Completed);

        Assert.Equal((FlowStatus.Ready, "main"), (Status(), string.Join(' ', SourceFiles())));
        Run(StepOutcome.Skipped);
        Write("main", "2");

        Assert.Equal((FlowStatus.Stale, ReasonCode.SourceChanged), (Status(), _commands.Test.Flow("c").Reasons[0].Code));
        Run(StepOutcome.Completed);
        Assert.Equal(FlowStatus.Ready, Status());
    }

    [ShellFact]
    public void A_file_counts_by_its_content_once_size_or_time_differ()
    {
        Write("main", "1");
        Create("WorkflowDef", "");
        Run(StepOutcome.Completed);
        var before = File.GetLastWriteTimeUtc(PathOf("main"));

        Write("main", "1");
        File.SetLastWriteTimeUtc(PathOf("main"), before.AddHours(1));
        Assert.Equal(FlowStatus.Ready, Status());
        Write("main", "2");
        File.SetLastWriteTimeUtc(PathOf("main"), before.AddHours(1));
        Assert.Equal(FlowStatus.Stale, Status());
        Write("main", "22");
        File.SetLastWriteTimeUtc(PathOf("main"), before);
        Assert.Equal(FlowStatus.Stale, Status());
    }

    [ShellFact]
    public void A_file_that_comes_goes_or_is_not_there_hides_nothing()
    {
        Write("main", "1");
        Create("WorkflowDef", "");
        Run(StepOutcome.Completed);

        Write("more", "1");
        Assert.EndsWith("more is new", Why(), StringComparison.Ordinal);
        Run(StepOutcome.Completed);
        File.Delete(PathOf("more"));
        Assert.EndsWith("more is gone", Why(), StringComparison.Ordinal);
        Run(StepOutcome.Completed);
        Assert.Equal(FlowStatus.Ready, Status());
        // 'a' stands before 'main' in the order in which files are looked at.
        _commands.Test.With(w => w.Instances.Set("c", new InstanceRequest { Config = [$"more={PathOf("a")}"] }));
        Run(StepOutcome.Completed);
        Write("main", "2");
        Assert.EndsWith("main changed: 1 → 1 bytes", Why(), StringComparison.Ordinal);
    }

    private void Create(string kind, string more) => _commands.Create(
        "cat \"$1\" > \"$OPTAIC_OUTPUT/result\"; printf 'date,symbol,close\\n2024-01-05,A,%s\\n' \"$(cat \"$1\")\" > \"$OPTAIC_OUTPUT/p.csv\"",
        kind,
        "'${config.main}'",
        more + Schema,
        spec: $"config: {{main: '{PathOf("main")}', more: '{PathOf("more")}'}}");

    private void Run(string outcome) => Assert.Equal(outcome, Assert.Single(_commands.Test.Refresh("c").Steps).Outcome);

    private FlowStatus Status() => _commands.Test.Flow("c").Status;

    private string Why() => Assert.Single(_commands.Test.Flow("c").Reasons).Detail;

    private IEnumerable<string?> SourceFiles() => _commands.Record().GetProperty("source").GetProperty("files").EnumerateArray().Select(f => Path.GetFileName(f.GetProperty("path").GetString()));

    private string PathOf(string file) => Path.Combine(_folder, file);

    private void Write(string file, string text) => File.WriteAllText(PathOf(file), text);
}
