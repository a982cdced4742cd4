using OptAIC.Engine.Files;

namespace OptAIC.Engine.Testing;

/// <summary>A folder of its own below the system's folder for temporary files; removed with all that is in it, unless it is kept.</summary>
internal sealed class ThrowAwayFolder : IDisposable
{
    private const int MostAttempts = 20;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(50);

    private readonly bool _keep;

    /// <summary>Makes one.</summary>
    /// <param name="keep">Leave it in place.</param>
    public ThrowAwayFolder(bool keep)
    {
        _keep = keep;
        Path = Directory.CreateTempSubdirectory("optaic-case-").FullName;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Removes it.</summary>
    public void Dispose()
    {
        // A program that is just ending may still hold a file in it for a moment.
        for (var attempt = 1; !_keep && Directory.Exists(Path); attempt++)
        {
            try
            {
                ReadOnlyTree.Delete(Path);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException && attempt < MostAttempts)
            {
                Thread.Sleep(BetweenAttempts);
            }
        }
    }
}
