using System.Security.Cryptography;

namespace OptAIC.Engine.Facade;

/// <summary>A session in which a notebook is worked on in a browser.</summary>
/// <param name="Token">What whoever opens it has to know. It is told to the server, and to nobody else: logs and records never hold it.</param>
public sealed record InteractiveSession(string Token)
{
    private const int TokenDigits = 64;

    /// <summary>A session with a token of its own.</summary>
    public static InteractiveSession New() => new(RandomNumberGenerator.GetHexString(TokenDigits, lowercase: true));

    /// <summary>What to open in a browser.</summary>
    /// <param name="opened">The address that the news <see cref="PlanProgressKind.Opened"/> tells.</param>
    public string AddressOf(string opened) => $"{opened}?token={Token}";

    /// <inheritdoc/>
    public override string ToString() => nameof(InteractiveSession);
}
