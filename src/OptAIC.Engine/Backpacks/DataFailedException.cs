using OptAIC.Errors;

namespace OptAIC.Engine.Backpacks;

/// <summary>An item of data cannot be had as its <c>data.yml</c> says.</summary>
public sealed class DataFailedException : OptException
{
    private readonly bool _canPass;

    internal DataFailedException(string instance, string item, IReadOnlyList<string> problems, bool canPass)
        : base("DataFailed", ExitCode.Failed, $"{instance}: the data '{item}' cannot be had: {string.Join("; ", problems)}", $"correct the item in {WorkflowFolder.Data}, or its source") =>
        (Item, _canPass) = (item, canPass);

    /// <summary>Name of the item.</summary>
    public string Item { get; }

    /// <inheritdoc/>
    public override bool CanPass => _canPass;
}
