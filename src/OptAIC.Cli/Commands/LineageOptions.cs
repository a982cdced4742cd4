using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Execution;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Cli.Commands;

/// <summary>The options of <c>optaic lineage</c>, and which of them go together.</summary>
internal sealed class LineageOptions
{
    private const string Tree = "tree";

    /// <summary>Whose lineage.</summary>
    public Argument<string[]> Selectors { get; } = Options.Any("selector", "As in refresh; nothing is everything");

    /// <summary>What is left out.</summary>
    public Option<string[]> Exclude { get; } = Options.Repeatable("--exclude", "SELECTOR", "Leave these out, and the edges to and from them");

    /// <summary>Go up.</summary>
    public Option<bool> Up { get; } = Options.Flag("--up", "Also what it depends on");

    /// <summary>Go down.</summary>
    public Option<bool> Down { get; } = Options.Flag("--down", "Also what depends on it");

    /// <summary>How far.</summary>
    public Option<string?> Depth { get; } = Options.Text("--depth", "N", "How many steps --up, --down and --run go (default: all)");

    /// <summary>Back from a run.</summary>
    public Option<string?> Run { get; } = Options.Text("--run", "RUN", "The runs and files that this run's result was made from; with --down the later results that were made from it. A run as in 'runs show', or a data version");

    /// <summary>What a change does.</summary>
    public Option<bool> Impact { get; } = Options.Flag("--impact", "What would become stale or be refused if it changed; nothing is changed");

    /// <summary>Which change.</summary>
    public Option<string?> Change { get; } = Options.Text("--change", "data|config|definition", "With --impact: only this change (default: each)");

    /// <summary>Where ways begin.</summary>
    public Option<string?> From { get; } = Options.Text("--from", "NAME", "With --to: every way from this instance, or instance.flow …");

    /// <summary>Where ways end.</summary>
    public Option<string?> To { get; } = Options.Text("--to", "NAME", "… down to this one");

    /// <summary>Most ways.</summary>
    public Option<string?> Limit { get; } = Options.Text("--limit", "N", "With --from and --to: most ways (default: 100)");

    /// <summary>The form.</summary>
    public Option<string?> Format { get; } = Options.Text("--format", "tree|html|mermaid|dot|json", "Form of the output (default: what the name of --out says, else tree)");

    /// <summary>The file.</summary>
    public Option<string?> Out { get; } = Options.Text("--out", "FILE", "Write it to a file; .html is a picture for the browser");

    /// <summary>The selector; <c>null</c> is everything.</summary>
    public string? Selector(ParseResult line) => line.GetValue(Selectors) is { Length: > 0 } given ? string.Join(' ', given) : null;

    /// <summary>The form of the graph; <c>null</c> is the tree.</summary>
    public LineageFormat? FormOf(Invocation call)
    {
        var path = call.Line.GetValue(Out);
        var byName = path is null ? null : LineageFile.FormatOf(path);
        var otherwise = byName is { } named ? SnakeCase.Of(named) : call.Json && path is null ? "json" : Tree;
        var word = call.Line.Word(Format, otherwise, [Tree, .. SnakeCase.All<LineageFormat>()]);
        if (word != Tree)
        {
            return Enum.GetValues<LineageFormat>().First(f => SnakeCase.Of(f) == word);
        }

        return path is null ? null : throw new UsageException($"{Out.Name}: nothing says in which form to write '{path}'", "add --format html, mermaid, dot or json, or name it .html, .mmd, .dot or .json");
    }

    /// <summary>Refuses what makes no sense together: each call asks one question.</summary>
    /// <exception cref="UsageException">Two questions are asked, or half of one.</exception>
    public void Check(ParseResult line)
    {
        var (run, impact) = (line.GetValue(Run) is not null, line.GetValue(Impact));
        var (from, to) = (line.GetValue(From) is not null, line.GetValue(To) is not null);
        var hasSelector = Selector(line) is not null;
        Refuse(from != to, "--from and --to go together", "give both ends");
        Refuse(new[] { run, impact, from }.Count(q => q) > 1, "--run, --impact and --from with --to are different questions", "ask one of them");
        Refuse((run || from) && hasSelector, $"{(run ? "--run says" : "--from and --to say")} what is meant; a selector cannot be added", "leave one of them out");
        Refuse(impact && !hasSelector, "--impact needs to know what would change", "name it: optaic lineage prices --impact");
        Refuse(line.GetValue(Change) is not null && !impact, "--change goes with --impact", "add --impact");
        Refuse(line.GetValue(Limit) is not null && !from, "--limit goes with --from and --to", "add them");
        Refuse((run || impact || from) && line.GetValue(Out) is not null, "--out writes the graph of selectors", "leave it out, or redirect the output");
        Refuse((run || impact || from) && line.GetValue(Exclude) is { Length: > 0 }, "--exclude goes with the graph of selectors", "leave it out");
        Refuse(line.GetValue(Down) && (impact || from), "--down goes with selectors and --run", "leave it out");
        Refuse(run && line.GetValue(Down) && line.GetValue(Up), "--run goes back (--up) or on (--down)", "ask one of them");
    }

    /// <summary>Whether an answer other than the graph is wanted as JSON.</summary>
    public bool AsJson(Invocation call) => call.Line.Word(Format, call.Json ? "json" : Tree, Tree, "json") == "json";

    private static void Refuse(bool wrong, string problem, string hint)
    {
        if (wrong)
        {
            throw new UsageException(problem, hint);
        }
    }
}
