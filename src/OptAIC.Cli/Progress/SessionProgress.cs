using OptAIC.Engine.Facade;

namespace OptAIC.Cli.Progress;

/// <summary>Shows the address of a notebook with its token, which only this process and the server know.</summary>
/// <param name="session">The session.</param>
/// <param name="shown">Where news are shown; <c>null</c> when JSON is wanted.</param>
/// <param name="tell">Told the address then.</param>
internal sealed class SessionProgress(InteractiveSession session, IProgress<PlanProgress>? shown, Action<string> tell) : IProgress<PlanProgress>
{
    /// <inheritdoc/>
    public void Report(PlanProgress value)
    {
        if (value is { Kind: PlanProgressKind.Opened, Text: { } address })
        {
            value = value with { Text = session.AddressOf(address) };
            if (shown is null)
            {
                tell(value.Text);
            }
        }

        shown?.Report(value);
    }
}
