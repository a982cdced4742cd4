using OptAIC.Errors;

namespace OptAIC.Engine.Data;

/// <summary>A dataset has data in one store and is to have another, and nobody has said what becomes of the data.</summary>
public sealed class StoreSwapException : OptException
{
    private StoreSwapException(string message, string hint)
        : base("StoreSwap", ExitCode.Refused, message, hint)
    {
    }

    internal static StoreSwapException Unsaid(string instance, string from, string to) => new(
        $"the data of {instance} are in the store {from}; a swap to {to} has to say what becomes of them",
        "--migrate (-Migrate) copies all loads with their knowledge dates; --discard-data (-DiscardData) starts with an empty store");

    internal static StoreSwapException Shared(string store, string from, string to, IEnumerable<string> datasets) => new(
        $"{store} is the store of {string.Join(", ", datasets)}, which have data in {from}; it cannot become {to} under them",
        "give each of them another store with 'optaic instance set NAME --store … --migrate'");

    internal static StoreSwapException Unfinished(string from, string to) => new(
        $"what is published is in the store {from}, not in {to}",
        "set the store again, with --migrate or --discard-data");
}
