using System.Buffers;
using OptAIC.Definitions;
using OptAIC.Model;

namespace OptAIC.Engine.Definitions.Scaffolding;

/// <summary>What to type after a definition was made, to see it run.</summary>
internal static class NextCommands
{
    private static readonly SearchValues<char> Special = SearchValues.Create(" '\"$`&;()");

    /// <summary>The commands, in order.</summary>
    /// <param name="kind">Kind of the definition.</param>
    /// <param name="entry">Its entry.</param>
    /// <param name="name">Its name.</param>
    /// <param name="folder">Its folder, as a command is to name it.</param>
    public static IReadOnlyList<string> Of(DefinitionKind kind, ScaffoldEntry entry, string name, string folder)
    {
        var instance = $"{name}_1";
        return
        [
            $"optaic definition test {Quoted(folder)}",
            $"optaic definition register {Quoted(folder)}",
            $"optaic instance create --name {instance} {Arguments(kind, entry, name, folder)}",
            .. kind == DefinitionKind.MLModuleDef
                ? FlowPairing.Of(InstanceType.ModelInstance).Select(f => $"optaic flow start {instance} --flow {SnakeCase.Of(f.Flow)} --recursive")
                : [$"optaic flow start {instance} --recursive"],
        ];
    }

    // A part, and what reads data, needs a dataset; the examples take one that is called 'prices'.
    private static string Arguments(DefinitionKind kind, ScaffoldEntry entry, string name, string folder) => kind switch
    {
        DefinitionKind.PipelineDef when entry == ScaffoldEntry.Builtin => $"--definition {name} --config {Quoted($"path={Path.Combine(folder, "example.csv")}")}",
        DefinitionKind.StoreDef => $"--definition builtin.csv --config path=prices.csv --store {name}",
        DefinitionKind.AccessorDef => $"--definition builtin.csv --config path=prices.csv --accessor {name}",
        DefinitionKind.OpDef or DefinitionKind.OpMacroDef => $"--definition builtin.expression --config \"expression={name.ToUpperInvariant()}(close)\" --upstream input=prices",
        DefinitionKind.PortfolioOptimizerDef => $"--definition {name} --upstream input=prices",
        DefinitionKind.MLModuleDef => $"--definition {name} --config features=prices --config field=close",
        _ => $"--definition {name}",
    };

    private static string Quoted(string text) => text.AsSpan().ContainsAny(Special) ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : text;
}
