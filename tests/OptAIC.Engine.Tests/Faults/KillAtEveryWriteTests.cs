using System.Collections.Concurrent;
using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Models;
using OptAIC.Engine.Tests.Files;
using OptAIC.Engine.Tests.Runs;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Tests.Faults;

/// <summary>A process is killed right before its first write, then before its second, and so on, until it gets through.</summary>
public sealed class KillAtEveryWriteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly KillProof _proof;

    public KillAtEveryWriteTests()
    {
        _proof = new KillProof(_folder);
        _folder.Write("prices.csv", "date,symbol,close\n2024-01-01,A,1\n");
        Definition("1.0.0", "1");
        Definition("1.1.0", "2");
        _folder.Write("model/definition.yml", "kind: MLModuleDef\nname: model\nversion: 1.0.0\nentry: { command: [echo] }\n");
    }

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public Task A_registration_leaves_nothing_or_the_whole_version() => _proof.OfAsync(
        prepare: _ => { },
        change: ["register", _folder["1.0.0"]],
        isOld: w => w.Definitions.List("load*").Count == 0,
        isNew: w => w.Definitions.List("load*") is [{ Issues.Count: 0 }]);

    [LinuxFact]
    public Task Removing_a_definition_leaves_it_whole_or_takes_it_away() => _proof.OfAsync(
        prepare: w => w.Definitions.Register(_folder["1.0.0"]),
        change: ["unregister", "load@1.0.0"],
        isOld: w => w.Definitions.List("load*") is [{ Issues.Count: 0 }],
        isNew: w => w.Definitions.List("load*").Count == 0);

    [LinuxFact]
    public Task A_creation_leaves_nothing_or_the_whole_instance() => _proof.OfAsync(
        prepare: w => w.Definitions.Register(_folder["1.0.0"]),
        change: ["create", Spec],
        isOld: w => w.Instances.List().Count == 0,
        isNew: w => w.Instances.List() is [{ Flows.Count: 1, Generation: 1 }]);

    [LinuxFact]
    public Task A_change_of_config_leaves_the_old_or_the_new_generation() => _proof.OfAsync(
        prepare: Instance,
        change: ["set", "loads", "rows=7"],
        isOld: w => w.Instances.Get("loads").Generation == 1 && Written(w, "\"rows\": 3"),
        isNew: w => w.Instances.Get("loads").Generation == 2 && Written(w, "\"rows\": 7"));

    [LinuxFact]
    public Task A_rename_leaves_the_old_or_the_new_name_and_the_same_instance() => _proof.OfAsync(
        prepare: Published,
        change: ["rename", "loads", "others"],
        isOld: w => w.Instances.List() is [{ Name: "loads", Generation: 1 }],
        isNew: w => w.Instances.List() is [{ Name: "others", Generation: 2 }] && w.Data.Read("others").Rows.Single().Values.Span[0] == 2);

    [LinuxFact]
    public Task A_copy_with_data_leaves_nothing_or_the_whole_instance() => _proof.OfAsync(
        prepare: Published,
        change: ["copy", "loads", "others"],
        isOld: w => w.Instances.List() is [{ Name: "loads" }],
        isNew: w => w.Instances.List() is [{ Name: "loads" }, { Name: "others" }] && w.Data.Read("others").Rows.Single().Values.Span[0] == 2);

    [LinuxFact]
    public Task An_import_leaves_nothing_or_every_instance_of_the_archive()
    {
        var archive = _folder["both.zip"];
        using (var from = Workspace.Initialize(new WorkspaceOptions { Root = _folder["from"] }))
        {
            Published(from);
            from.Instances.Create(new Facade.InstanceRequest { SpecText = "{name: reads, definition: builtin.expression, config: {expression: x, output: y}, upstream_refs: [{resource: loads}]}" });
            from.Transfer.Export(new Facade.InstanceFilter(), archive);
        }

        return _proof.OfAsync(
            prepare: _ => { },
            change: ["import", archive],
            isOld: w => w.Instances.List().Count == 0,
            isNew: w => w.Instances.List() is [{ Name: "loads" }, { Name: "reads", Upstream: ["loads"] }] && w.Data.Read("loads").Rows.Single().Values.Span[0] == 2);
    }

    [LinuxFact]
    public Task An_export_of_instances_leaves_nothing_in_its_place_or_the_whole_archive() => _proof.OfAsync(
        prepare: Published,
        change: ["export", ".zip"],
        isOld: w => !File.Exists(w.Root + ".zip"),
        isNew: w => Archived(w.Root + ".zip") > 8);

    [LinuxFact]
    public Task An_update_leaves_the_old_or_the_new_version() => _proof.OfAsync(
        prepare: w =>
        {
            Instance(w);
            w.Definitions.Register(_folder["1.1.0"]);
        },
        change: ["update", "loads"],
        isOld: w => w.Instances.Get("loads") is { Generation: 1, Definition: "load@1.0.0", UpdateAvailable: true },
        isNew: w => w.Instances.Get("loads") is { Generation: 2, Definition: "load@1.1.0", UpdateAvailable: false });

    [LinuxFact]
    public Task A_swap_of_stores_with_the_data_leaves_the_old_or_the_new_store_with_the_same_data() => _proof.OfAsync(
        prepare: Published,
        change: ["swap", "loads", "builtin.csv", "migrate"],
        isOld: w => w.Instances.Get("loads").Generation == 1 && Reads(w, null),
        isNew: w => w.Instances.Get("loads").Generation == 2 && Reads(w, StoreEngine.Csv));

    [LinuxFact]
    public Task A_swap_of_stores_without_the_data_leaves_the_old_store_or_an_empty_one() => _proof.OfAsync(
        prepare: Published,
        change: ["swap", "loads", "builtin.csv", "discard"],
        isOld: w => w.Instances.Get("loads").Generation == 1 && Reads(w, null),
        isNew: w => w.Instances.Get("loads").Generation == 2 && PublishedData.Current(Paths(w)) is null);

    [LinuxFact]
    public Task A_promotion_of_a_model_leaves_the_old_or_the_new_version_active() => _proof.OfAsync(
        prepare: Models,
        change: ["promote", "m", "latest"],
        isOld: w => IsActive(w, trained: 0),
        isNew: w => IsActive(w, trained: 1));

    [LinuxFact]
    public Task A_removal_leaves_the_instance_whole_or_takes_it_away() => _proof.OfAsync(
        prepare: Instance,
        change: ["remove", "loads"],
        isOld: w => w.Instances.List() is [{ Flows.Count: 1 }],
        isNew: w => w.Instances.List().Count == 0);

    [LinuxFact]
    public Task A_removal_of_runs_leaves_a_run_whole_or_takes_all_of_it_away() => _proof.OfAsync(
        prepare: TwoFailedRuns,
        change: ["remove-runs", "status = failed"],
        isOld: w => w.Runs.List().Count == 2 && Directory.GetDirectories(Logs(w)).Length == 2,
        isNew: w => w.Runs.List().Count == 1 && Directory.GetDirectories(Logs(w)).Length == 1);

    [LinuxFact]
    public Task A_removal_of_a_run_that_published_files_takes_these_along_or_leaves_both() => _proof.OfAsync(
        prepare: TwoVersions,
        change: ["remove-runs", "status = completed"],
        isOld: w => w.Runs.List().Count == 2 && Directory.Exists(Paths(w).DataVersion(Versions[0])),
        isNew: w => w.Runs.List().Count == 1 && !Directory.Exists(Paths(w).DataVersion(Versions[0])) && Directory.Exists(Paths(w).DataVersion(Versions[1])));

    [LinuxFact]
    public Task An_export_of_runs_leaves_nothing_in_its_place_or_the_whole_archive() => _proof.OfAsync(
        prepare: TwoFailedRuns,
        change: ["export-runs", ".zip"],
        isOld: w => !File.Exists(w.Root + ".zip"),
        isNew: w => Archived(w.Root + ".zip") == 5);

    [LinuxFact]
    public async Task A_stack_that_is_killed_at_any_write_is_finished_by_the_next_apply()
    {
        // It registers, makes, changes and prunes; its steps are many, and every fifth is taken, each time from another one on.
        var before = _folder.Write("before.yml", "name: s\ninstances:\n  - {name: old, definition: builtin.csv, config: {path: prices.csv}}\n  - {name: kept, definition: builtin.csv, config: {path: prices.csv}}\n");
        var after = _folder.Write("after.yml", "name: s\ndefinitions: [1.0.0]\ntags: [t]\ninstances:\n  - {name: kept, definition: builtin.csv, config: {path: prices.csv}}\n  - {name: loads, definition: load, config: {rows: 3}}\n");
        void Before(Workspace workspace) => workspace.Stacks.Apply(before);
        var steps = await KillProof.StepsAsync(_proof.Prepared("undisturbed", Before), ["apply", after]);
        var seen = new ConcurrentDictionary<string, int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, (steps / 5) + 1).Select(n => Math.Min(steps, (5 * n) + 1)), async (step, cancellation) =>
        {
            var root = _proof.Prepared($"stack{step}", Before);
            var last = await KillProof.KillAsync(root, step, ["apply", after]);
            using var again = Workspace.Open(new WorkspaceOptions { Root = root });
            KillProof.Healthy(again, last);
            seen.AddOrUpdate(string.Join(' ', again.Instances.List().Select(i => i.Name + i.Generation)), 1, (_, n) => n + 1);
            again.Stacks.Apply(after, prune: true, cancellation: cancellation);
            KillProof.Healthy(again, last);
            Assert.Equal(["kept t", "loads t"], again.Instances.List().Select(i => $"{i.Name} {string.Join(',', i.Tags)}").Order(StringComparer.Ordinal));
            Assert.All(again.Stacks.Plan(after, prune: true, cancellation: cancellation), s => Assert.Equal(StackAction.Unchanged, s.Action));
        });
        Assert.True(seen.Count > 2, $"seen {string.Join("; ", seen.Keys)}");
    }

    private static string Spec => "{name: loads, definition: load@1.0.0, config: {rows: 3}}";

    private void Instance(Workspace workspace)
    {
        workspace.Definitions.Register(_folder["1.0.0"]);
        workspace.Instances.Create(new Facade.InstanceRequest { SpecText = Spec });
    }

    // The status goes by the second.
    private void TwoFailedRuns(Workspace workspace)
    {
        Instance(workspace);
        var instance = workspace.Instances.Get("loads");
        foreach (var hours in (int[])[-2, -1])
        {
            var run = RunFolder.Completed(instance, DateTimeOffset.UtcNow.AddHours(hours)) with { Status = OptAIC.Runs.RunStatus.Failed, Error = new RunError("program", "exit 1") };
            RunFolder.Write(instance, run);
        }

        workspace.Health.RepairRegistry();
    }

    private void TwoVersions(Workspace workspace)
    {
        Instance(workspace);
        var (instance, paths) = (workspace.Instances.Get("loads"), Paths(workspace));
        foreach (var (at, version) in Versions.Index())
        {
            var run = RunFolder.Completed(instance, DateTimeOffset.UtcNow.AddHours(at - 5)) with { Output = new RunOutput(version, null, null, null) };
            RunFolder.Write(instance, run);
            Directory.CreateDirectory(paths.DataVersion(version));
            File.WriteAllText(Path.Combine(paths.DataVersion(version), "result"), version);
            DocumentFile.Write(paths.CurrentData, new CurrentData { Version = version, RunId = run.Id }, DocumentJson.Default.CurrentData, Durability.Truth);
        }

        workspace.Health.RepairRegistry();
    }

    private static int Archived(string path)
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        using var archive = System.IO.Compression.ZipFile.OpenRead(path);
        return archive.Entries.Count;
    }

    private static string Logs(Workspace workspace) => Path.Combine(workspace.Instances.Get("loads").Path, "logs");

    private void Published(Workspace workspace)
    {
        Instance(workspace);
        foreach (var value in (double[])[1, 2])
        {
            var panel = new Panel(new PanelIndex([new DateOnly(2024, 1, 1)], ["A"]), [KeyValuePair.Create("x", new[] { value })]);
            using var output = StoreOutput.Prepare(Paths(workspace), panel, KnowledgeRule.LoadTime, isComplete: false, Guid.NewGuid(), DateTimeOffset.UtcNow);
            output.Publish();
        }
    }

    // Two versions as trainings leave them; the first is active.
    private void Models(Workspace workspace)
    {
        workspace.Definitions.Register(_folder["model"]);
        workspace.Instances.Create(new Facade.InstanceRequest { SpecText = "{name: m, definition: model}" });
        var paths = new InstancePaths(workspace.Instances.Get("m").Path);
        foreach (var (at, version) in Versions.Index())
        {
            Directory.CreateDirectory(Path.Combine(paths.Models, version));
            var model = new ModelDocument { Version = version, RunId = Guid.NewGuid(), TrainedAt = new DateTimeOffset(2024, 1, 1 + at, 0, 0, 0, TimeSpan.Zero) };
            DocumentFile.Write(paths.ModelDocument(version), model, DocumentJson.Default.ModelDocument, Durability.Truth);
        }

        workspace.Instances.PublishAsync("m", new Facade.PublishRequest { ModelVersion = Versions[0] }).GetAwaiter().GetResult();
    }

    private static string[] Versions { get; } = [new('a', 64), new('b', 64)];

    private static bool IsActive(Workspace workspace, int trained) =>
        workspace.Flows.Check(new Facade.FlowTarget("m", FlowKind.Training)).Flow.ActiveModel == Versions[trained]
        && ModelVersions.Active(new InstancePaths(workspace.Instances.Get("m").Path))?.Version == Versions[trained];

    private static bool Reads(Workspace workspace, string? store) =>
        PublishedData.Current(Paths(workspace))?.Store == store && workspace.Data.Read("loads").Rows.Single().Values.Span[0] == 2;

    private static InstancePaths Paths(Workspace workspace) => new(workspace.Instances.Get("loads").Path);

    private static bool Written(Workspace workspace, string text) =>
        Directory.EnumerateFiles(workspace.Instances.Get("loads").Path, "instance*.json", SearchOption.AllDirectories)
            .Where(f => !f.Contains("history", StringComparison.Ordinal))
            .Any(f => File.ReadAllText(f).Contains(text, StringComparison.Ordinal));

    private void Definition(string version, string text)
    {
        _folder.Write($"{version}/definition.yml", $$"""
            kind: PipelineDef
            name: load
            version: {{version}}
            entry: { command: [sh, fetch.sh] }
            parameters_schema: { type: object, additionalProperties: false, properties: { rows: { type: integer, default: 1 } } }
            """);
        _folder.Write($"{version}/fetch.sh", $"echo {text}\n");
        _folder.Write($"{version}/lib/part.txt", text);
    }
}
