namespace OptAIC.Engine.Ticks;

/// <summary>Where a user's settings are.</summary>
internal static class UserFolder
{
    /// <summary><c>XDG_CONFIG_HOME</c>, else <c>~/.config</c>; on Windows the local application data.</summary>
    public static string Config =>
        Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } named && Path.IsPathFullyQualified(named) ? named
        : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config");
}
