using System.Diagnostics.CodeAnalysis;

namespace OptAIC.Engine.Data;

/// <summary>The output of a run that publishes nothing.</summary>
internal sealed class NothingPublished : PendingOutput
{
    private readonly string _staging;

    /// <summary>Takes the folder that was made for it.</summary>
    [SetsRequiredMembers]
    public NothingPublished(string staging) => (_staging, Version) = (staging, "");

    public override void Publish()
    {
    }

    public override void Dispose()
    {
        if (Directory.Exists(_staging))
        {
            Directory.Delete(_staging, recursive: true);
        }

        base.Dispose();
    }
}
