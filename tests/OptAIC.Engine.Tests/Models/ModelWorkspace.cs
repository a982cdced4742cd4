using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Model;

namespace OptAIC.Engine.Tests.Models;

/// <summary>A workspace with prices and a model of shell scripts. A training leaves the number that a file holds; predictions are that number.</summary>
internal sealed class ModelWorkspace : IDisposable
{
    private const string TrainScript = """
        cat "$1" > "$OPTAIC_OUTPUT/model.txt" || exit 3
        echo "optaic::metric name=r2 value=$(cat "$1")"
        """;

    private const string PredictScript = """
        if [ -n "$2" ]; then touch "$2.waits"; while [ ! -e "$2" ]; do sleep 0.02; done; fi
        printf 'date,entity,prediction\n2024-01-05,A,%s\n' "$(cat "$1/model.txt")" > "$OPTAIC_OUTPUT/p.csv"
        """;

    private const string MonitorScript = """
        cp "$1" "$OPTAIC_OUTPUT/seen.csv"
        echo "optaic::metric name=drift value=0.1"
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("optaic-model-").FullName;

    public ModelWorkspace(string training = "", string more = "", string spec = "")
    {
        Level(1);
        Test.CreatePrices();
        Test.Register(
            $$"""
            kind: MLModuleDef
            name: constant
            version: 1.0.0
            flow_specs:
              - { flow_kind: training, entry: { command: [/bin/sh, train.sh, '{{LevelFile}}'] }{{training}} }
              - { flow_kind: inference, entry: { command: [/bin/sh, predict.sh, '${input.model.path}', '${config.gate}'] } }
              - { flow_kind: monitoring, entry: { command: [/bin/sh, monitor.sh, '${input.predictions.csv}'] } }
            parameters_schema: { type: object, properties: { gate: { type: string, default: '' } } }
            {{more}}
            """,
            ("train.sh", TrainScript),
            ("predict.sh", PredictScript),
            ("monitor.sh", MonitorScript));
        Test.Create($"{{name: m, definition: constant, upstream_refs: [{{resource: prices}}]{spec}}}");
        Test.Refresh("prices");
    }

    public TestWorkspace Test { get; } = new();

    public string LevelFile => Path.Combine(_folder, "level.txt");

    public string Gate => Path.Combine(_folder, "gate");

    /// <summary>What the next training learns.</summary>
    public void Level(double value) => File.WriteAllText(LevelFile, value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Starts one flow, whether it is due or not.</summary>
    public OptPlanStep Start(FlowKind flow, bool force = true) => Assert.Single(Test.Run(Request(flow, force)).Steps);

    /// <summary>Trains a new version.</summary>
    public OptModel Train(double value)
    {
        Level(value);
        Assert.Equal(StepOutcome.Completed, Start(FlowKind.Training).Outcome);
        return Models()[0];
    }

    public IReadOnlyList<OptModel> Models() => Test.With(w => w.Instances.ModelsOf("m"));

    public OptFlow Flow(FlowKind flow) => Test.With(w => w.Flows.Check(new FlowTarget("m", flow)).Flow);

    public OptPromotion Promote(string version) => Test.With(w => w.Instances.PublishAsync("m", new PublishRequest { ModelVersion = version }).GetAwaiter().GetResult());

    /// <summary>The only prediction.</summary>
    public double Prediction() => Test.With(w => w.Data.Read("m").Rows.Single().Values.Span[0]);

    public static FlowRunRequest Request(FlowKind flow, bool force = false) => new() { Targets = [new FlowTarget("m", flow)], Force = force };

    public void Dispose()
    {
        Test.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
