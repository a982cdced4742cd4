using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Engine.Contracts;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;
using OptAIC.Quant.Expressions;

namespace OptAIC.Engine.Specs;

/// <summary>Reads the spec of an instance, finding all that is wrong with its form.</summary>
internal static class InstanceSpecReader
{
    private static readonly Lazy<JsonSchema> Schema = new(() => EmbeddedYaml.Schema("Specs.instance-schema.yml"));

    /// <summary>Reads a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="macros">What conditions of contracts may call; <c>null</c> where that is not known.</param>
    public static InstanceSpecReading Read(DocumentNode document, IMacros? macros = null)
    {
        if (document is not DocumentMapping written)
        {
            return new InstanceSpecReading(null, [], [document.Issue("wrong_type", $"expected the spec of an instance, a mapping; found {Found.Describe(document)}")]);
        }

        var issues = new List<OptIssue>();
        var spec = new SpecAliases(issues).Apply(written);
        var form = Schema.Value.Validate(spec);
        issues.AddRange(form.Issues);
        var contracts = ContractReader.Read(spec["guardrail_contracts"], issues, macros);

        var type = TypeOf(spec);
        new SpecRules(spec, issues).Check(type);
        var parts = type == InstanceType.BacktestInstance ? [] : SpecParts.Read(spec, issues);
        var backtest = type == InstanceType.BacktestInstance ? BacktestSpecReader.Read(spec, issues) : null;
        var reading = form.Value is { } value && issues.Count == 0
            ? new InstanceSpecReading(Build(value, form, type, parts, backtest) with { Guardrails = contracts }, parts, issues)
            : new InstanceSpecReading(null, parts, IssueSummary.ByPlace(issues));
        return reading with { Written = spec, Form = form.Value };
    }

    private static InstanceType? TypeOf(DocumentMapping spec)
    {
        if (SpecAliases.IsBacktest(spec))
        {
            return InstanceType.BacktestInstance;
        }

        return Enum.TryParse<InstanceType>(spec.TextOf("type"), out var type) ? type : spec.Contains("pipeline") ? InstanceType.DatasetInstance : null;
    }

    private static InstanceSpec Build(JsonElement value, SchemaResult form, InstanceType? type, IReadOnlyList<PartSpec> parts, BacktestSpec? backtest) => new()
    {
        Name = value.Text("name"),
        Type = type,
        Description = value.Text("description"),
        Parts = parts,
        SignalSpec = value.Value("signal_spec"),
        Schedule = value.Value("schedule"),
        Schedules = ByFlow(value, "schedules", schedule => schedule),
        Flows = ByFlow(value, "flows", Options),
        Upstreams = Upstreams(value, form),
        Handles = value.List("handles", h => new HandleSpec(h.Text("system")!, h.Text("kind")!, h.Text("id")!, h.Text("url"), h.Word<FlowKind>("flow"))),
        UpdateFrequency = value.Value("update_frequency") is { } frequency ? Frequency(frequency) : null,
        TimeZone = value.Text("time_zone"),
        Tags = value.Texts("tags"),
        StaleOn = value.Word<StaleOn>("stale_on"),
        Overlap = value.Word<OverlapPolicy>("overlap"),
        Timeout = value.Duration("timeout"),
        RetryPolicy = value.Retry("retry_policy"),
        Backtest = backtest,
    };

    private static Dictionary<FlowKind, T> ByFlow<T>(JsonElement value, string key, Func<JsonElement, T> read) =>
        value.Value(key)?.EnumerateObject().ToDictionary(f => SnakeCase.TryParse<FlowKind>(f.Name, out var flow) ? flow : default, f => read(f.Value)) ?? [];

    private static FlowOptions Options(JsonElement options) => new()
    {
        StaleOn = options.Word<StaleOn>("stale_on"),
        UpdateFrequency = options.Value("update_frequency") is { } frequency ? Frequency(frequency) : null,
        Timeout = options.Duration("timeout"),
        RetryPolicy = options.Retry("retry_policy"),
        Overlap = options.Word<OverlapPolicy>("overlap"),
        Promotion = options.Word<ModelPromotion>("promote"),
    };

    private static IReadOnlyList<UpstreamSpec> Upstreams(JsonElement value, SchemaResult form)
    {
        var positions = form.Instances.ToDictionary(i => i.Pointer, i => i.Position, StringComparer.Ordinal);
        var index = 0;
        return value.List("upstream_refs", u => new UpstreamSpec(
            u.Text("resource")!,
            u.Word<FlowKind>("flow"),
            u.Text("role")!,
            u.Word<EdgeKind>("kind"),
            u.Word<FlowKind>("downstream"),
            positions[$"/upstream_refs/{index++}/resource"]));
    }

    private static UpdateFrequency Frequency(JsonElement frequency) => new()
    {
        Frequency = frequency.Word<Frequency>("frequency") ?? default,
        BusinessDaysOnly = frequency.Flag("business_days_only") ?? false,
        GracePeriodDays = frequency.Integer("grace_period_days") ?? 0,
        DayOfWeek = frequency.Word<DayOfWeek>("day_of_week") ?? DayOfWeek.Monday,
        DayOfMonth = frequency.Value("day_of_month") is { ValueKind: JsonValueKind.Number } day ? day.GetInt32() : null,
        Calendar = frequency.Text("calendar"),
    };
}
