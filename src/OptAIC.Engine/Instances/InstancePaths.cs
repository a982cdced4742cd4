using System.Globalization;
using OptAIC.Engine.Documents;
using OptAIC.Model;

namespace OptAIC.Engine.Instances;

/// <summary>Where things are in an instance's directory. What lies in <c>data/</c> is what one flow publishes; see <see cref="Of"/>.</summary>
internal sealed class InstancePaths(string directory)
{
    public const string DocumentName = "instance.json";

    public string Directory { get; } = directory;

    public string Document => Path.Combine(Directory, DocumentName);

    public string History => Path.Combine(Directory, "history");

    public string Workflow { get; private init; } = Path.Combine(directory, "workflow");

    /// <summary>What is published: <c>data/</c>; the flows of a model have a folder each.</summary>
    public string Data { get; private init; } = Path.Combine(directory, "data");

    /// <summary>The same instance, seen from the version that a flow has made as of a day beside its current one.</summary>
    public InstancePaths AsOf(DateOnly day) => new(Directory) { Workflow = Workflow, Data = Path.Combine(Data, "as-of", day.ToString("O", CultureInfo.InvariantCulture)) };

    /// <summary>The same instance with its data and its sandbox elsewhere.</summary>
    public InstancePaths Beside(string data, string workflow) => new(Directory) { Workflow = workflow, Data = data };

    public string CurrentData => Path.Combine(Data, "current");

    public string StoreDatabase => Path.Combine(Data, "store.db");

    /// <summary>The CSV store: a folder per load.</summary>
    public string StoreFolder => Path.Combine(Data, "csv");

    /// <summary>A swap of stores that is under way.</summary>
    public string DataSwap => Path.Combine(Data, "swap.json");

    public string Metadata => Path.Combine(Directory, "metadata");

    public string Runs => Path.Combine(Metadata, "runs");

    public string LatestRun => Path.Combine(Metadata, "run.json");

    /// <summary>Versions of a model: a folder with the files of each, and beside it a document.</summary>
    public string Models => Path.Combine(Directory, "models");

    /// <summary>Which version of a model is active, and what was before.</summary>
    public string ActiveModel => Path.Combine(Models, "active");

    /// <summary>Held for moments by whoever changes which version of a model is active.</summary>
    public string ModelGuard => Path.Combine(Metadata, ".models.guard");

    /// <summary>What is known of a version of a model.</summary>
    public string ModelDocument(string version) => Path.Combine(Models, version + ".json");

    /// <summary>
    /// The same instance, seen from one of its flows. What an instance is made for lies in <c>data/</c> itself; training publishes
    /// in <c>models/</c>, a model's other flows each below <c>data/</c> in a folder of their own.
    /// </summary>
    public InstancePaths Of(FlowKind flow) => flow switch
    {
        FlowKind.Training => new(Directory) { Data = Models },
        FlowKind.Inference or FlowKind.Monitoring => new(Directory) { Data = Path.Combine(Directory, "data", SnakeCase.Of(flow)) },
        _ => this,
    };

    /// <summary>A request to stop a flow: <c>stop.json</c> when it is the instance's only one.</summary>
    public string StopRequest(FlowKind flow, bool onlyFlow) => Path.Combine(Metadata, onlyFlow ? "stop.json" : $"{SnakeCase.Of(flow)}.stop.json");

    public string DataVersion(string version) => Path.Combine(Data, version);

    /// <summary>Held while the instance's document is changed.</summary>
    public string InstanceGuard => Path.Combine(Metadata, ".instance.guard");

    public string Part(PartRole role) => Path.Combine(Directory, "parts", SnakeCase.Of(role), DocumentName);

    /// <summary>The file of an inline part: <c>instance.json</c> as it was made, <c>instance.3.json</c> as the third generation has it.</summary>
    public string Part(PartReference part) =>
        part.Generation == 1 ? Part(part.Role) : Path.Combine(Directory, "parts", SnakeCase.Of(part.Role), $"instance.{part.Generation.ToString(CultureInfo.InvariantCulture)}.json");

    /// <summary>The document as it was at an earlier generation.</summary>
    public string HistoryOf(int generation) => Path.Combine(History, $"{generation.ToString(CultureInfo.InvariantCulture)}.json");

    public string Guard(FlowKind flow) => Path.Combine(Metadata, $".{SnakeCase.Of(flow)}.guard");

    /// <summary>The lock file of a flow: <c>instance.lock</c> when it is the instance's only flow.</summary>
    public string Lock(FlowKind flow, bool onlyFlow) => Path.Combine(Metadata, onlyFlow ? "instance.lock" : $"{SnakeCase.Of(flow)}.lock");

    /// <summary>How far the schedule of a flow has come.</summary>
    public string Schedule(FlowKind flow) => Path.Combine(Metadata, $"{SnakeCase.Of(flow)}.schedule.json");

    /// <summary>Held while the steps of a workflow run.</summary>
    public string WorkersLock => Path.Combine(Metadata, "workers.lock");

    /// <summary>The processes that work on steps.</summary>
    public string Workers => Path.Combine(Metadata, "workers.json");

    /// <summary>The items of data that were put into the sandbox.</summary>
    public string PlacedData => Path.Combine(Metadata, "data.json");

    /// <summary>An environment of its own.</summary>
    public string Environment => Path.Combine(Directory, "env");

    /// <summary>What its programs install besides what an environment holds that they share.</summary>
    public string EnvironmentOverlay => Path.Combine(Environment, "overlay");

    /// <summary>Which environment was prepared for it last.</summary>
    public string GivenEnvironment => Path.Combine(Metadata, "environment.json");

    /// <summary>Held while an environment of its own is prepared.</summary>
    public string EnvironmentGuard => Path.Combine(Metadata, ".environment.guard");

    public string RunRecord(Guid run) => Path.Combine(Runs, $"{run:D}.json");

    public string RunLogs(Guid run) => Path.Combine(Directory, "logs", run.ToString("D"));

    /// <summary>Log folder of an attempt: the run's own for the first, one below it for each that follows.</summary>
    public string RunLogs(Guid run, int attempt) =>
        attempt == 1 ? RunLogs(run) : Path.Combine(RunLogs(run), $"attempt-{attempt.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Starts that wait for their turn to run a flow.</summary>
    public string Queue => Path.Combine(Metadata, "queue");

    public string RunArtifacts(Guid run) => Path.Combine(Directory, "artifacts", run.ToString("D"));

    public string RunMetrics(Guid run) => Path.Combine(Directory, "metrics", $"{run:D}.json");
}
