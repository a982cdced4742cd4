namespace OptAIC.Model;

/// <summary>Identity of a flow: the instance that it is paired with, and its kind.</summary>
/// <param name="Instance">Id of the instance.</param>
/// <param name="Flow">The flow within the instance.</param>
public readonly record struct FlowKey(Guid Instance, FlowKind Flow) : IComparable<FlowKey>
{
    /// <inheritdoc/>
    public int CompareTo(FlowKey other)
    {
        var byInstance = Instance.CompareTo(other.Instance);
        return byInstance != 0 ? byInstance : Flow.CompareTo(other.Flow);
    }

    /// <summary>The instance's id and the flow, as in <c>0191…/refresh</c>.</summary>
    public override string ToString() => $"{Instance:D}/{SnakeCase.Of(Flow)}";

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, out FlowKey key)
    {
        key = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !Guid.TryParseExact(text.AsSpan(0, slash), "D", out var instance) || !SnakeCase.TryParse<FlowKind>(text[(slash + 1)..], out var flow))
        {
            return false;
        }

        key = new FlowKey(instance, flow);
        return true;
    }

    /// <summary>Orders by instance, then flow.</summary>
    public static bool operator <(FlowKey left, FlowKey right) => left.CompareTo(right) < 0;

    /// <summary>Orders by instance, then flow.</summary>
    public static bool operator <=(FlowKey left, FlowKey right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by instance, then flow.</summary>
    public static bool operator >(FlowKey left, FlowKey right) => left.CompareTo(right) > 0;

    /// <summary>Orders by instance, then flow.</summary>
    public static bool operator >=(FlowKey left, FlowKey right) => left.CompareTo(right) >= 0;
}
