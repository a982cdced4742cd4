using OptAIC.Engine.Data;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Flows.Pipelines;
using OptAIC.Errors;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Flows;

/// <summary>The refresh flow of datasets and signals: pipeline, checks, store.</summary>
internal sealed class RefreshProgram(IPipeline pipeline, string engine) : IFlowProgram
{
    public async Task<FlowResult> RunAsync(FlowContext context, CancellationToken cancellation)
    {
        DataSwap.Finish(context.Paths, context.Document.Generation);
        var obtained = await pipeline.RunAsync(context, cancellation).ConfigureAwait(false);
        var (panel, signal) = SignalGate.Check(context.Instance.Name, context.Document.SignalSpec, UpTo(context, obtained.Panel));
        cancellation.ThrowIfCancellationRequested();
        context.Progress(null, "comparing with the store");
        var output = StoreOutput.Prepare(context.Paths, panel, obtained.Knowledge, obtained.IsComplete, context.Run.Id, context.Workspace.Time.GetUtcNow(), obtained.LastDataDate, engine);
        context.Progress(null, $"writing {output.ChangedRows:N0} rows");
        context.Log($"{output.ChangedRows} of {output.Rows} rows differ from the version before; data version {output.Version[..12]}");
        if (output.Content is { } content)
        {
            context.Published.Keep(context.Key, output.Version, content);
        }

        return new FlowResult(output)
        {
            Provenance = obtained.Knowledge == KnowledgeRule.Observation ? Knowledge.Assumed : null,
            Issues = [.. obtained.Issues, .. signal?.Issues ?? []],
            Contracts = signal is null ? [] : [signal],
            ExitCode = obtained.ExitCode,
            CommandLine = obtained.CommandLine,
            Metrics = new Dictionary<string, double?>(obtained.Metrics)
            {
                ["rows"] = output.Rows,
                ["rows_changed"] = output.ChangedRows,
                ["entities"] = panel.Index.Count,
                ["dates"] = panel.Index.Rows,
            },
        };
    }

    // What a source delivers today of days after the one as of which it is run could not be known then.
    private static Panel UpTo(FlowContext context, Panel panel)
    {
        if (context.Run.AsOf is not { } day)
        {
            return panel;
        }

        var known = panel.Between(null, day);
        return known.Index.Rows > 0 ? known : throw new NothingKnownException(context.Instance.Name, day);
    }
}

/// <summary>There are no data up to the day as of which a dataset is run.</summary>
/// <param name="instance">Name of the instance.</param>
/// <param name="day">The day.</param>
public sealed class NothingKnownException(string instance, DateOnly day)
    : OptException("NothingKnown", ExitCode.Refused, $"{instance}: no data are dated {day:yyyy-MM-dd} or earlier", "choose a later day for --as-of");
