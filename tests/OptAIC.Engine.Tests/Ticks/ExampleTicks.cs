using OptAIC.Engine.Ticks;

namespace OptAIC.Engine.Tests.Ticks;

/// <summary>Ticks with paths that are easy to get wrong.</summary>
internal static class ExampleTicks
{
    public static Tick Plain { get; } = new() { Name = "optaic-1a2b3c4d", Program = "/opt/optaic/optaic", Root = "/srv/research", Every = 5, Start = new DateOnly(2026, 1, 1) };

    /// <summary>Folders that a shell, systemd, cron and XML would each read in their own way.</summary>
    public static TheoryData<string> Folders =>
    [
        "plain",
        "with space",
        "50% off",
        "100%%",
        "it's",
        "say \"so\"",
        "$HOME and ${HOME} and $$",
        "`id` $(id) ; & | > <",
        "#hash",
        "übergrößen 数据",
        "a=b",
        "~tilde*?[x]!",
    ];
}
