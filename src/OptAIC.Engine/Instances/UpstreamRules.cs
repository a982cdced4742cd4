using OptAIC.Definitions;
using OptAIC.Engine.Registry;
using OptAIC.Errors;
using OptAIC.Model;

namespace OptAIC.Engine.Instances;

/// <summary>Checks upstreams and downstreams against what the definitions on both sides allow and require.</summary>
internal static class UpstreamRules
{
    /// <summary>Checks the upstreams of an instance.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="definitions">Its definitions: its own, or those of its parts.</param>
    /// <param name="upstreams">Its upstreams with their roles; <c>uses</c> edges left out.</param>
    /// <param name="definitionsOf">The definitions of an upstream.</param>
    /// <param name="columnsOf">The columns that an upstream delivers, as far as they are known.</param>
    /// <exception cref="IncompatibleUpstreamException">Something does not fit; everything is named.</exception>
    public static void Check(
        string name,
        InstanceType type,
        IReadOnlyList<Definition> definitions,
        IReadOnlyList<(string Role, InstanceRow Instance)> upstreams,
        Func<InstanceRow, IReadOnlyList<Definition>> definitionsOf,
        Func<InstanceRow, IReadOnlyList<ColumnSpec>> columnsOf)
    {
        var distinct = upstreams.Select(u => u.Instance).DistinctBy(i => i.Id).ToList();
        List<string> problems =
        [
            .. definitions.SelectMany(d => Compatibility(d, distinct)),
            .. definitions.SelectMany(d => d.LineageContracts.SelectMany(c => Contract(d, c, upstreams))),
            .. distinct.SelectMany(upstream => definitionsOf(upstream).SelectMany(d => Downstream(upstream.Name, d, name, type))),
        ];
        List<OptIssue> issues =
        [
            .. problems.Distinct().Select(p => IncompatibleUpstreamException.Issue(name, p)),
            .. definitions.Where(Reads).SelectMany(d => upstreams.Distinct().SelectMany(u => Columns(name, d, u.Role, u.Instance.Name, columnsOf(u.Instance)))),
        ];
        if (issues.Count > 0)
        {
            throw new IncompatibleUpstreamException(name, issues);
        }
    }

    /// <summary>Every column that a definition reads and an upstream does not deliver as declared; none when the upstream declares no columns.</summary>
    /// <param name="reader">Name of the instance that reads.</param>
    /// <param name="definition">Its definition.</param>
    /// <param name="role">Role of the upstream.</param>
    /// <param name="upstream">Name of the upstream.</param>
    /// <param name="delivered">What it delivers.</param>
    public static IEnumerable<OptIssue> Columns(string reader, Definition definition, string role, string upstream, IReadOnlyList<ColumnSpec> delivered)
    {
        foreach (var column in definition.InputColumns.Where(c => delivered.Count > 0 && (c.Role is null || c.Role == role)))
        {
            if (!(column.IsAxis && delivered.All(d => d.Name != column.Name)) && ColumnFit.Problem(upstream, delivered, definition.ToString(), column) is { } problem)
            {
                yield return IncompatibleUpstreamException.Issue(reader, problem) with { Code = "column_mismatch", Expected = column.Dtype, Found = delivered.FirstOrDefault(d => d.Name == column.Name)?.Dtype };
            }
        }
    }

    /// <summary>Whether a definition reads upstreams: what a store and an accessor read comes from the dataset's own pipeline.</summary>
    public static bool Reads(Definition definition) => definition.Kind is not (DefinitionKind.StoreDef or DefinitionKind.AccessorDef);

    /// <summary>What a definition does not allow of the instances that depend on one of its own.</summary>
    public static IEnumerable<string> Downstream(string upstream, Definition definition, string downstream, InstanceType type)
    {
        var types = definition.Compatibility.DownstreamTypes;
        if (types.Count > 0 && !types.Contains(type))
        {
            yield return $"{downstream} is a {type}; {definition} of {upstream} allows only {string.Join(", ", types)} downstream";
        }
    }

    private static IEnumerable<string> Compatibility(Definition definition, List<InstanceRow> upstreams)
    {
        var rules = definition.Compatibility;
        foreach (var wrong in upstreams.Where(i => rules.UpstreamTypes.Count > 0 && !rules.UpstreamTypes.Contains(i.Type)))
        {
            yield return $"{wrong.Name} is a {wrong.Type}; {definition} takes {string.Join(", ", rules.UpstreamTypes)}";
        }

        if (upstreams.Count < rules.UpstreamMin)
        {
            yield return $"{definition} needs {rules.UpstreamMin} upstream{(rules.UpstreamMin == 1 ? "" : "s")}; {upstreams.Count} {(upstreams.Count == 1 ? "is" : "are")} given";
        }

        if (upstreams.Count > rules.UpstreamMax)
        {
            yield return $"{definition} takes {(rules.UpstreamMax == 0 ? "no upstreams" : $"at most {rules.UpstreamMax} upstreams")}; {upstreams.Count} {(upstreams.Count == 1 ? "is" : "are")} given";
        }
    }

    private static IEnumerable<string> Contract(Definition definition, LineageContract contract, IReadOnlyList<(string Role, InstanceRow Instance)> upstreams)
    {
        var players = upstreams.Where(u => u.Role == contract.Role).Select(u => u.Instance).DistinctBy(i => i.Id).ToList();
        if (contract.Required && players.Count == 0)
        {
            yield return $"{definition} needs an upstream with the role '{contract.Role}'{(contract.Types.Count > 0 ? $", a {string.Join(" or ", contract.Types)}" : "")}";
        }

        foreach (var wrong in players.Where(i => contract.Types.Count > 0 && !contract.Types.Contains(i.Type)))
        {
            yield return $"{wrong.Name} is a {wrong.Type}; {definition} takes {string.Join(" or ", contract.Types)} in the role '{contract.Role}'";
        }
    }
}

/// <summary>An instance's upstreams do not fit its definition, or theirs do not allow it.</summary>
public sealed class IncompatibleUpstreamException : OptException
{
    internal IncompatibleUpstreamException(string instance, IReadOnlyList<OptIssue> issues)
        : base(
            "IncompatibleUpstream",
            ExitCode.Usage,
            $"{issues[0].Message}{(issues.Count > 1 ? $" (and {issues.Count - 1} more)" : "")}",
            "give its upstreams with upstream_refs or --upstream role=name") =>
        (Instance, Issues) = (instance, issues);

    internal IncompatibleUpstreamException(string instance, IReadOnlyList<string> problems)
        : this(instance, [.. problems.Select(p => Issue(instance, p))])
    {
    }

    /// <summary>Name of the instance.</summary>
    public string Instance { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<OptIssue> Issues { get; }

    internal static OptIssue Issue(string instance, string problem) => new() { Severity = IssueSeverity.Error, Code = "incompatible", Message = $"{instance}: {problem}" };
}
