using OptAIC.Engine.Yaml;
using OptAIC.Model;
using OptAIC.Naming;
using OptAIC.Schedules;

namespace OptAIC.Engine.Specs;

/// <summary>Rules of a spec that its schema cannot say: which keys go with which type, and which exclude each other.</summary>
internal sealed class SpecRules(DocumentMapping spec, List<OptIssue> issues)
{
    private static readonly string[] PartKeys = ["pipeline", "store", "accessor"];
    private static readonly string[] BacktestKeys = ["assets", "signals", "date_range"];

    /// <summary>Checks them all.</summary>
    /// <param name="type">The type given, or the one that the keys imply; <c>null</c> when it follows from the definition's kind.</param>
    public void Check(InstanceType? type)
    {
        if (spec.TextOf("name") is { } name && InstanceName.Problem(name) is { } problem)
        {
            issues.Add(spec["name"]!.Issue("illegal_name", $"the name '{name}' {problem}"));
        }

        Exclude("schedule", "schedules");
        foreach (var schedule in (spec["schedules"] as DocumentMapping)?.Entries.Select(e => e.Value).Append(spec["schedule"]) ?? [spec["schedule"]])
        {
            CheckSchedule(schedule as DocumentMapping);
        }

        CheckDefinitionKeys(type);
        CheckSignalSpec(type);
    }

    private void CheckSchedule(DocumentMapping? schedule)
    {
        if (schedule is null)
        {
            return;
        }

        if (schedule.TextOf("type") == "cron" && schedule["expression"] is DocumentScalar { Text: var text } expression)
        {
            CheckCron(expression, text);
        }

        if (schedule["days"] is DocumentScalar { Text: var days } weekdays)
        {
            CheckDays(weekdays, days);
        }

        if (schedule.Contains("calendar") && schedule.TextOf("business_days_only") != "true")
        {
            issues.Add(schedule["calendar"]!.Issue("contradiction", "a calendar says which days are business days: it needs 'business_days_only: true'"));
        }
    }

    private void CheckCron(DocumentNode node, string expression)
    {
        try
        {
            if (!CronExpression.Parse(expression).CanFire)
            {
                issues.Add(node.Issue("never_fires", $"'{expression}' never fires: no date matches its days and months"));
            }
        }
        catch (InvalidCronException wrong)
        {
            issues.Add(node.Issue("invalid_cron", $"{wrong.Message}; {wrong.Hint}"));
        }
    }

    private void CheckDays(DocumentNode node, string days)
    {
        try
        {
            IntervalWindow.ParseWeekdays(days);
        }
        catch (InvalidCronException wrong)
        {
            issues.Add(node.Issue("invalid_days", $"'{days}' are no days of the week: {wrong.Problem} at character {wrong.Position}; write mon-fri, or sat,sun"));
        }
    }

    private void CheckDefinitionKeys(InstanceType? type)
    {
        if (type == InstanceType.BacktestInstance)
        {
            Refuse([.. PartKeys, "definition", "signal_spec"], "does not go with a BacktestInstance, whose procedure is fixed");
            return;
        }

        Refuse(BacktestKeys, "belongs to a BacktestInstance");
        if (type is null or InstanceType.DatasetInstance or InstanceType.SignalInstance)
        {
            Exclude("definition", "pipeline");
            if (spec.Contains("pipeline") && spec.Contains("config"))
            {
                issues.Add(spec["config"]!.Issue("contradiction", "the config of a pipeline stands in it: pipeline: {definition: …, config: …}"));
            }

            if (!spec.Contains("definition") && !spec.Contains("pipeline"))
            {
                issues.Add(spec.Issue("missing_key", type is null
                    ? "the key 'definition' is missing; only a BacktestInstance has none"
                    : $"a {type} needs a 'definition', or a 'pipeline'"));
            }
        }
        else
        {
            Refuse(PartKeys, $"does not go with a {type}; only datasets have parts");
            if (!spec.Contains("definition"))
            {
                issues.Add(spec.Issue("missing_key", $"a {type} needs a 'definition'"));
            }
        }
    }

    private void CheckSignalSpec(InstanceType? type)
    {
        if (spec["signal_spec"] is not DocumentMapping signal)
        {
            return;
        }

        if (type is not (null or InstanceType.SignalInstance or InstanceType.BacktestInstance))
        {
            Refuse(["signal_spec"], "belongs to a SignalInstance");
        }

        if (NumberOf(signal, "min") > NumberOf(signal, "max"))
        {
            issues.Add(signal["min"]!.Issue("contradiction", $"min is {signal.TextOf("min")}, more than max, which is {signal.TextOf("max")}"));
        }
    }

    private void Exclude(string one, string other)
    {
        if (spec.Contains(one) && spec.Contains(other))
        {
            issues.Add(spec[other]!.Issue("contradiction", $"'{one}' and '{other}' exclude each other"));
        }
    }

    private void Refuse(IEnumerable<string> keys, string why)
    {
        foreach (var entry in spec.Entries.Where(e => keys.Contains(e.Name)))
        {
            issues.Add(entry.Key.Issue("misplaced_key", $"the key '{entry.Name}' {why}"));
        }
    }

    private static double? NumberOf(DocumentMapping mapping, string key) =>
        mapping.TextOf(key) is { } text && CoreSchema.CanonicalNumber(text) is { } number
            ? double.Parse(number, System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
