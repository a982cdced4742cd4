namespace OptAIC.Engine.Ticks;

/// <summary>What an installed tick says.</summary>
/// <param name="Program">The program that it calls.</param>
/// <param name="Root">The workspace that it names.</param>
/// <param name="Every">Minutes from one to the next.</param>
/// <param name="Limit">How long one may take at most; <c>null</c> is without a limit.</param>
internal sealed record TickReading(string Program, string Root, int Every, TimeSpan? Limit);
