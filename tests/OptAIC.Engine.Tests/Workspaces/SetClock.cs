using System.Globalization;

namespace OptAIC.Engine.Tests.Workspaces;

/// <summary>A clock that shows what it is set to.</summary>
internal sealed class SetClock(string now) : TimeProvider
{
    /// <summary>What it shows, as text with a zone.</summary>
    public string Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.Parse(Now, CultureInfo.InvariantCulture);
}
