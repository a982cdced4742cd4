using System.Globalization;
using System.Text.Json;
using OptAIC.Contracts;
using OptAIC.Engine.Yaml;
using OptAIC.Quant.Contracts;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Contracts.Checks;

/// <summary>The contracts of datasets: columns, age, coverage, point in time.</summary>
internal static class DatasetChecks
{
    private static readonly string[] Axes = ["date", "entity"];

    public static ContractCheck? Schema(JsonElement config, Panel? data, DateOnly? lastDate, ContractSubject subject) => data is null ? null : new SchemaRule
    {
        RequiredColumns = [.. config.Texts("required_columns").Except(Axes)],
        AllowExtraColumns = config.Flag("allow_extra_columns") ?? true,
        Types = config.Value("dtypes") is { } types ? types.EnumerateObject().Where(t => !Axes.Contains(t.Name)).ToDictionary(t => t.Name, t => TypeOf(t.Value.GetString()!)) : [],
        Complete = [.. config.Texts("not_null").Except(Axes)],
    }.Check(data);

    public static ContractCheck? Freshness(JsonElement config, Panel? data, DateOnly? lastDate, ContractSubject subject)
    {
        if (lastDate is not { } last)
        {
            return data is null ? null : new(1, [new("no_date", "there is no date in the data", 1, [])]);
        }

        var business = config.Integer("max_age_business_days");
        var most = business ?? config.Integer("max_age_days")!.Value;
        var age = DataAge.Of(last, subject.AsOf, business is null ? null : subject.Calendar(config.Text("calendar")));
        var unit = (business is null ? "day" : "business day") + (most == 1 ? "" : "s");
        return new(1, age <= most ? [] :
            [new("too_old", $"the last date is {Date(last)}, {age} {(business is null ? "" : "business ")}days before {Date(subject.AsOf)}; at most {most} {unit} are allowed", age - most, [])]);
    }

    public static ContractCheck? Coverage(JsonElement config, Panel? data, DateOnly? lastDate, ContractSubject subject)
    {
        if (data is null)
        {
            return null;
        }

        var columns = config.Value("columns");
        return new CoverageRule
        {
            Columns = columns is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(c => c.GetString()!)] : [],
            MinShareOf = columns is { ValueKind: JsonValueKind.Object } shares ? shares.EnumerateObject().ToDictionary(s => s.Name, s => s.Value.GetDouble()) : [],
            MinShare = config.Number("min_share"),
            MinEntityShare = config.Number("min_entity_share"),
            MinDateShare = config.Number("min_date_share"),
            MinRows = config.Integer("min_rows"),
            MinEntities = config.Integer("min_entities"),
            MinDates = config.Integer("min_dates"),
            MaxGap = config.Integer("max_gap"),
            Entities = [.. config.Texts("entities")],
            From = Day(config.Text("from")),
            To = Day(config.Text("to")),
            WholeGrid = config.Text("cells") == "all",
        }.Check(data);
    }

    public static ContractCheck? PointInTime(JsonElement config, ContractSubject subject) => subject.Knowledge.Value is not { } facts ? null : new PointInTimeRule
    {
        AllowAssumed = config.Flag("allow_assumed") ?? true,
        Monotone = config.Flag("require_monotonic_knowledge") ?? true,
        MaxStalenessDays = config.Integer("max_staleness_days"),
    }.Check(facts.Rows, facts.Assumed, facts.Name);

    public static double? Number(this JsonElement config, string key) => config.Value(key)?.GetDouble();

    private static ColumnType TypeOf(string dtype) => dtype switch
    {
        "int64" or "int32" => ColumnType.Integer,
        "bool" => ColumnType.Truth,
        _ => ColumnType.Number,
    };

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
