namespace OptAIC.Engine.Facade;

/// <summary>Which versions an update moves an instance to.</summary>
public sealed record UpdateRequest
{
    /// <summary>A version or range, as <c>1.2.0</c>, <c>^1.2</c> or <c>latest</c>; the newest when left out. An older one than the present is allowed.</summary>
    public string? To { get; init; }

    /// <summary>Only this part: <c>definition</c>, <c>pipeline</c>, <c>store</c> or <c>accessor</c>. All of them when left out; with <see cref="To"/> the definition or pipeline.</summary>
    public string? Part { get; init; }
}
