using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using OptAIC.Contracts;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Sqlite;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Registry;

/// <summary>
/// Reads the instances of the registry with their flows. Every status, plan and list begins with it, so it makes no more objects than
/// it returns: what stands in many rows is read once.
/// </summary>
internal sealed class InstanceReading
{
    private const string FlowColumns = "SELECT instance, flow, handle, policy, active_run, last_run, last_run_at, last_status, last_error_type, last_error, last_completed, active_model FROM flows";
    private const string InstanceColumns = "SELECT id, name, type, definition, definition_hash, config_hash, aggregation, tags, directory, generation, created_at, stage, parts, upstream FROM instances";

    private readonly TextPool _texts = new();
    private readonly Dictionary<string, FlowPolicy> _policies = new(Utf8Comparer.Instance);
    private readonly List<FlowRow> _flows = [];
    private readonly List<InstanceRow> _instances = [];
    private (string? Text, InstanceType Value) _type;
    private (string? Text, InstanceStage Value) _stage;
    private (string? Text, FlowKind Value) _kind;
    private (string? Text, RunStatus Value) _status;
    private int _next;

    /// <summary>All instances, oldest first.</summary>
    public IReadOnlyList<InstanceRow> All(SqliteDatabase database)
    {
        database.InSnapshot(() =>
        {
            database.Scan(FlowColumns + " ORDER BY instance", r => _flows.Add(Flow(r)));
            database.Scan(InstanceColumns + " ORDER BY id", r => _instances.Add(Instance(r)));
        });
        if (!IsByAge(_instances))
        {
            _instances.Sort(ByAge);
        }

        return _instances;
    }

    /// <summary>One instance, or <c>null</c>.</summary>
    public InstanceRow? One(SqliteDatabase database, Guid id)
    {
        database.InSnapshot(() =>
        {
            database.Scan(FlowColumns + " WHERE instance=$1", r => _flows.Add(Flow(r)), id.ToString("D"));
            database.Scan(InstanceColumns + " WHERE id=$1", r => _instances.Add(Instance(r)), id.ToString("D"));
        });
        return _instances is [var row] ? row : null;
    }

    private InstanceRow Instance(SqliteRow row)
    {
        var id = Id(row.Bytes(0));
        return new InstanceRow
        {
            Id = id,
            Name = Encoding.UTF8.GetString(row.Bytes(1)),
            Type = Value(row, 2, ref _type),
            Definition = Text(row, 3),
            DefinitionHash = Text(row, 4),
            ConfigHash = Text(row, 5),
            Aggregation = row.IsNull(6) ? null : JsonSerializer.Deserialize(row.Bytes(6), LineJson.Default.AggregationDocument),
            Tags = row.Bytes(7) is var tags && tags.SequenceEqual("[]"u8) ? [] : JsonSerializer.Deserialize(tags, LineJson.Default.IReadOnlyListString)!,
            Directory = Encoding.UTF8.GetString(row.Bytes(8)),
            Generation = (int)row.Integer(9),
            CreatedAt = Time(row.Bytes(10)),
            Stage = Value(row, 11, ref _stage),
            Parts = PackedRows.Parts(row.Bytes(12), _texts),
            Upstream = PackedRows.Edges(row.Bytes(13), id, _texts),
            Flows = FlowsOf(id),
        };
    }

    private FlowRow Flow(SqliteRow row) => new()
    {
        Key = new(Id(row.Bytes(0)), Value(row, 1, ref _kind)),
        Handle = Id(row.Bytes(2)),
        Policy = Policy(row.Bytes(3)),
        ActiveRun = row.IsNull(4) ? null : Id(row.Bytes(4)),
        LastRun = row.IsNull(5) ? null : new(Id(row.Bytes(5)), Time(row.Bytes(6)), Value(row, 7, ref _status) == RunStatus.Failed, OptionalText(row, 8), OptionalText(row, 9)),
        LastCompleted = row.IsNull(10) ? null : PackedRows.Completed(row.Bytes(10), _texts),
        ActiveModel = OptionalText(row, 11),
    };

    // Flows come in the order of their instances.
    private FlowRow[] FlowsOf(Guid instance)
    {
        while (_next < _flows.Count && _flows[_next].Key.Instance.CompareTo(instance) < 0)
        {
            _next++;
        }

        var end = _next;
        while (end < _flows.Count && _flows[end].Key.Instance == instance)
        {
            end++;
        }

        if (end == _next)
        {
            return [];
        }

        var flows = new FlowRow[end - _next];
        _flows.CopyTo(_next, flows, 0, flows.Length);
        _next = end;
        if (flows.Length > 1)
        {
            Array.Sort(flows, (a, b) => a.Key.Flow.CompareTo(b.Key.Flow));
        }

        return flows;
    }

    private FlowPolicy Policy(ReadOnlySpan<byte> json)
    {
        var known = _policies.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (!known.TryGetValue(json, out var policy))
        {
            policy = JsonSerializer.Deserialize(json, LineJson.Default.FlowPolicy)!;
            known[json] = policy;
        }

        return policy;
    }

    private string Text(SqliteRow row, int column) => _texts.Get(row.Bytes(column));

    private string? OptionalText(SqliteRow row, int column) => row.IsNull(column) ? null : Text(row, column);

    // Few values, which stand in many rows.
    private TEnum Value<TEnum>(SqliteRow row, int column, ref (string? Text, TEnum Value) last)
        where TEnum : struct, Enum
    {
        var text = Text(row, column);
        if (!ReferenceEquals(text, last.Text))
        {
            last = (text, RegistryReader.Parse<TEnum>(text));
        }

        return last.Value;
    }

    private static Guid Id(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out Guid id, out var read, 'D') && read == text.Length ? id : throw new InvalidDataException($"the registry holds '{Encoding.UTF8.GetString(text)}', which is no id");

    private static DateTimeOffset Time(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out DateTimeOffset time, out var read, 'O') && read == text.Length ? time : UtcTimeConverter.Parse(Encoding.UTF8.GetString(text));

    private static int ByAge(InstanceRow a, InstanceRow b) => a.CreatedAt != b.CreatedAt ? a.CreatedAt.CompareTo(b.CreatedAt) : a.Id.CompareTo(b.Id);

    private static bool IsByAge(List<InstanceRow> rows)
    {
        for (var i = 1; i < rows.Count; i++)
        {
            if (ByAge(rows[i - 1], rows[i]) > 0)
            {
                return false;
            }
        }

        return true;
    }
}
