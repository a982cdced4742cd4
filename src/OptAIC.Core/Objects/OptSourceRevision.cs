namespace OptAIC;

/// <summary>The revision of the repository in which a definition lay when it was registered.</summary>
/// <param name="Commit">The commit that was checked out.</param>
/// <param name="IsDirty">Whether files of the definition differed from it.</param>
public sealed record OptSourceRevision(string Commit, bool IsDirty)
{
    /// <inheritdoc/>
    public override string ToString() => IsDirty ? $"{Commit} (changed)" : Commit;
}
