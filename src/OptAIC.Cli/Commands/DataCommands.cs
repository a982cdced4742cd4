using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;
using OptAIC.Errors;
using OptAIC.Model;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic data …</c></summary>
internal static class DataCommands
{
    /// <summary>Builds the noun with its verbs.</summary>
    public static Command Build(string name, string description) => new(name, description) { Read(), Test(), Fetch(), Verify() };

    private static Verb Read()
    {
        var instance = Options.Required("instance", "Name, name.flow, id or path");
        var flow = Options.Text("--flow", "FLOW", "The flow whose data are wanted (default: the only one; inference for a model)");
        var asOf = Options.Text("--as-of", "TIME", "Only what was known then: a date (its end, UTC) or an instant");
        var from = Options.Text("--from", "DATE", "First date");
        var to = Options.Text("--to", "DATE", "Last date");
        var column = Options.Repeatable("--column", "NAME", "Only this column");
        var entity = Options.Repeatable("--entity", "NAME", "Only this entity");
        var limit = Options.Text("--limit", "N", "Most rows");
        var format = Options.Text("--format", "table|csv|json", "Form of the output (default: table)");
        return new("read", "Read published data", "optaic data read prices --entity AAPL --column close --from 2018-01-01 --format csv", call =>
        {
            var line = call.Line;
            var name = line.GetRequiredValue(instance);
            var form = line.Word(format, call.Json ? "json" : "table", "table", "csv", "json");
            var query = new DataQuery
            {
                Flow = line.Choice<FlowKind>(flow),
                AsOf = line.Instant(asOf),
                From = line.Day(from),
                To = line.Day(to),
                Columns = line.GetValue(column) ?? [],
                Entities = line.GetValue(entity) ?? [],
                Limit = line.Count(limit, least: 0),
            };
            var data = call.Workspace.Data.Read(name, query);
            switch (form)
            {
                case "csv":
                    DataOutput.WriteCsv(call.Screen.Writer, data);
                    break;
                case "json":
                    DataOutput.WriteJson(call.Screen.Writer, name, data);
                    break;
                default:
                    DataOutput.WriteTable(call.Screen, data);
                    break;
            }
        })
        { instance, flow, asOf, from, to, column, entity, limit, format };
    }

    private static Verb Fetch()
    {
        var instances = new InstanceArguments();
        return new("fetch", "Fetch the data of workflows into their sandboxes, as their data.yml say", "optaic data fetch matmul\noptaic data fetch tag:nightly", call =>
        {
            Action<string>? tell = call.Verbose && !call.Json ? call.Screen.Line : null;
            OptDataItem[] items = [.. instances.Meant(call, InstanceType.WorkflowInstance).SelectMany(i => call.Wait(cancellation => call.Workspace.Data.FetchAsync(i, tell, cancellation)))];
            call.Show(items, Json.Document.IReadOnlyListOptDataItem, screen => DataItemOutput.WriteList(screen, items));
        })
        { instances.Names, instances.Exclude };
    }

    private static Verb Verify()
    {
        var instances = new InstanceArguments();
        return new("verify", "Hold the data in the sandboxes of workflows against what is declared, byte by byte; exit 1 when something differs", "optaic data verify matmul\noptaic data verify '*'", call =>
        {
            OptDataItem[] items = [.. instances.Meant(call, InstanceType.WorkflowInstance).SelectMany(i => call.Workspace.Data.Verify(i, call.Cancellation))];
            call.Show(items, Json.Document.IReadOnlyListOptDataItem, screen => DataItemOutput.WriteList(screen, items));
            return items.All(i => i.Status == "whole") ? ExitCode.Done : ExitCode.Failed;
        })
        { instances.Names, instances.Exclude };
    }

    private static Verb Test()
    {
        var instances = new InstanceArguments();
        var asOf = Options.Text("--as-of", "TIME", "Judge what was known then, on that day: a date (its end, UTC) or an instant");
        var contract = Options.Repeatable("--contract", "FILE", "Further contracts: a YAML file with guardrail_contracts, or a list");
        var assert = Options.Repeatable("--assert", "EXPRESSION", "Further condition that every row must satisfy");
        var failing = Options.Text("--allow-failing", "SHARE", "Share of rows (0 to 1) that may fail --assert");
        var only = Options.Flag("--only", "Check only what --contract and --assert say");
        return new(
            "test",
            "Check published data against the contracts that they stand under; exit 4 when one of them blocks",
            "optaic data test prices\noptaic data test '+momentum'\noptaic data test prices --assert 'close > 0' --allow-failing 0.01\noptaic data test prices --contract strict.yml --only",
            call =>
            {
                var line = call.Line;
                var request = new ContractTestRequest
                {
                    AsOf = line.Instant(asOf),
                    ContractFiles = line.GetValue(contract) ?? [],
                    Conditions = line.GetValue(assert) ?? [],
                    AllowFailing = line.Share(failing) ?? 0,
                    OnlyFurther = line.GetValue(only),
                };
                OptContractReport[] reports = [.. instances.Meant(call).SelectMany(i => call.Wait(cancellation => call.Workspace.Data.TestAsync(i, request, cancellation)))];
                call.Show(reports, Json.Document.IReadOnlyListOptContractReport, screen => ContractOutput.Write(screen, reports));
                return ContractOutput.ExitCodeOf(reports);
            })
        { instances.Names, instances.Exclude, asOf, contract, assert, failing, only };
    }
}
