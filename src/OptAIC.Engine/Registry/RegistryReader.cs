using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using OptAIC.Contracts;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Sqlite;
using OptAIC.Lineage;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Registry;

/// <summary>Reads rows of the registry.</summary>
internal static class RegistryReader
{
    private const int ManyFlows = 500;

    public static IReadOnlyList<InstanceRow> Instances(SqliteDatabase database, Guid? only)
    {
        var (where, argument) = only is { } id ? (" WHERE {0}=$1", id.ToString("D")) : ("", (string?)null);
        object?[] arguments = argument is null ? [] : [argument];
        var flows = database.Query(
            "SELECT instance, flow, handle, policy, active_run, last_run, last_run_at, last_status, last_error_type, last_error, last_completed, active_model FROM flows"
                + string.Format(CultureInfo.InvariantCulture, where, "instance"),
            Unread, arguments);
        var byInstance = Parse(flows).ToLookup(f => f.Key.Instance);
        var parts = database.Query(
            "SELECT instance, role, part, shared, definition FROM parts" + string.Format(CultureInfo.InvariantCulture, where, "instance"),
            r => (Instance: Id(r, 0), Part: new PartReference(Parse<PartRole>(r, 1), Id(r, 2), r.GetInt64(3) != 0, r.GetString(4))), arguments).ToLookup(p => p.Instance, p => p.Part);
        var edges = database.Query(
            "SELECT downstream, downstream_flow, upstream, upstream_flow, kind, role FROM edges" + string.Format(CultureInfo.InvariantCulture, where, "downstream"),
            r => new LineageEdge(new(Id(r, 2), Parse<FlowKind>(r, 3)), new(Id(r, 0), Parse<FlowKind>(r, 1)), Parse<EdgeKind>(r, 4), r.GetString(5)), arguments)
            .ToLookup(e => e.Downstream.Instance);
        return database.Query(
            "SELECT id, name, type, definition, definition_hash, config_hash, aggregation, tags, directory, generation, created_at, stage FROM instances"
                + string.Format(CultureInfo.InvariantCulture, where, "id") + " ORDER BY created_at, id",
            r =>
            {
                var instance = Id(r, 0);
                return new InstanceRow
                {
                    Id = instance,
                    Name = r.GetString(1),
                    Type = Parse<InstanceType>(r, 2),
                    Definition = r.GetString(3),
                    DefinitionHash = r.GetString(4),
                    ConfigHash = r.GetString(5),
                    Aggregation = Text(r, 6) is { } contract ? JsonSerializer.Deserialize(contract, LineJson.Default.AggregationDocument) : null,
                    Tags = r.GetString(7) is var tags && tags == "[]" ? [] : JsonSerializer.Deserialize(tags, LineJson.Default.IReadOnlyListString)!,
                    Directory = r.GetString(8),
                    Generation = r.GetInt32(9),
                    CreatedAt = UtcTimeConverter.Parse(r.GetString(10)),
                    Stage = Parse<InstanceStage>(r, 11),
                    Parts = [.. parts[instance]],
                    Flows = Ordered(byInstance[instance]),
                    Upstream = [.. edges[instance]],
                };
            },
            arguments);
    }

    // Reading takes turns, understanding what was read does not: texts of many flows are parsed on every processor.
    private static FlowRow[] Parse(List<UnreadFlow> unread)
    {
        var flows = new FlowRow[unread.Count];
        if (unread.Count < ManyFlows)
        {
            for (var i = 0; i < flows.Length; i++)
            {
                flows[i] = unread[i].Read();
            }
        }
        else
        {
            Parallel.For(0, flows.Length, i => flows[i] = unread[i].Read());
        }

        return flows;
    }

    private static UnreadFlow Unread(SqliteDataReader r) => new(
        r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), Text(r, 4), Text(r, 5), Text(r, 6), Text(r, 7), Text(r, 8), Text(r, 9), Text(r, 10), Text(r, 11));

    private sealed record UnreadFlow(
        string Instance, string Flow, string Handle, string Policy, string? ActiveRun, string? LastRun, string? LastRunAt, string? LastStatus, string? LastErrorType, string? LastError, string? LastCompleted, string? ActiveModel)
    {
        public FlowRow Read() => new()
        {
            Key = new(Guid.Parse(Instance), Parse<FlowKind>(Flow)),
            Handle = Guid.Parse(Handle),
            Policy = JsonSerializer.Deserialize(Policy, LineJson.Default.FlowPolicy)!,
            ActiveRun = ActiveRun is null ? null : Guid.Parse(ActiveRun),
            LastRun = LastRun is null ? null : new(Guid.Parse(LastRun), UtcTimeConverter.Parse(LastRunAt!), Parse<RunStatus>(LastStatus!) == RunStatus.Failed, LastErrorType, LastError),
            LastCompleted = LastCompleted is null ? null : JsonSerializer.Deserialize(LastCompleted, LineJson.Default.CompletedSnapshot),
            ActiveModel = ActiveModel,
        };
    }

    private static FlowRow[] Ordered(IEnumerable<FlowRow> flows)
    {
        FlowRow[] all = [.. flows];
        Array.Sort(all, (a, b) => a.Key.Flow.CompareTo(b.Key.Flow));
        return all;
    }

    internal static Guid Id(SqliteDataReader r, int column) => Guid.Parse(r.GetString(column));

    internal static string? Text(SqliteDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    internal static TEnum Parse<TEnum>(SqliteDataReader r, int column)
        where TEnum : struct, Enum => Parse<TEnum>(r.GetString(column));

    private static TEnum Parse<TEnum>(string text)
        where TEnum : struct, Enum =>
        SnakeCase.TryParse<TEnum>(text, out var value) ? value : throw new InvalidDataException($"the registry holds '{text}', which is no {typeof(TEnum).Name}");
}
