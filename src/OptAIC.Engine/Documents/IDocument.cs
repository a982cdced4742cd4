namespace OptAIC.Engine.Documents;

/// <summary>A document of the store: says its format, so that an older program refuses what it cannot read.</summary>
internal interface IDocument
{
    static abstract int CurrentFormat { get; }

    int Format { get; }
}
