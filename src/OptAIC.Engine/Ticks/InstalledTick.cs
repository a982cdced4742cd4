using OptAIC.Ticks;

namespace OptAIC.Engine.Ticks;

/// <summary>A tick that the system has.</summary>
/// <param name="Method">Where.</param>
/// <param name="Place">Where, for people.</param>
/// <param name="Reading">What it says; <c>null</c> when it is not as we write it.</param>
/// <param name="IsEnabled">Whether the system heeds it.</param>
internal sealed record InstalledTick(TickMethod Method, string Place, TickReading? Reading, bool IsEnabled);
