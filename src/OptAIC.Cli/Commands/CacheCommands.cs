using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;
using OptAIC.Model;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic cache …</c></summary>
internal static class CacheCommands
{
    private const string WhichEntries = "Keys, their beginnings, or patterns";

    /// <summary>Builds the noun with its verbs.</summary>
    public static Command Build(string name, string description) => new(name, description) { List(), Clear() };

    private static Verb List()
    {
        var (keys, kind) = (Options.Any("key", WhichEntries), Kind());
        return new("list", "Entries with size, source and the instances that refer to them, the largest first", "optaic cache list\noptaic cache list --kind data --json", call =>
        {
            var entries = call.Workspace.Cache.List(call.Line.GetValue(keys) ?? [], call.Line.Choice<CacheKind>(kind));
            call.Show(entries, Json.Document.IReadOnlyListOptCacheEntry, screen => CacheOutput.Write(screen, entries));
        })
        { keys, kind };
    }

    private static Verb Clear()
    {
        var (keys, kind) = (Options.Any("key", WhichEntries), Kind());
        var older = Options.Text("--older-than", "TIME", "Only those that were made longer ago, such as 30d");
        var all = Options.Flag("--all", "Also those that instances refer to; they are fetched or made anew when they are needed. What a run uses is kept all the same");
        var whatIf = Options.Flag("--what-if", "Show what would be removed and what is kept, and why; change nothing");
        return new("clear", "Remove entries that no instance refers to", "optaic cache clear --what-if\noptaic cache clear --older-than 30d\noptaic cache clear 598d07 --all", call =>
        {
            var (line, preview) = (call.Line, call.Line.GetValue(whatIf));
            var request = new CacheClearRequest { Keys = line.GetValue(keys) ?? [], Kind = line.Choice<CacheKind>(kind), OlderThan = line.Duration(older), All = line.GetValue(all) };
            var removals = preview ? call.Workspace.Cache.PlanClear(request) : call.Workspace.Cache.Clear(request, call.Cancellation);
            call.Show(removals, Json.Document.IReadOnlyListOptCacheRemoval, screen => CacheOutput.Write(screen, removals, preview));
        })
        { keys, kind, older, all, whatIf };
    }

    private static Option<string?> Kind() => Options.Text("--kind", "data|environment", "Only this kind");
}
