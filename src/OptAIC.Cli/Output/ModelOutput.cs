using System.Globalization;
using OptAIC.Model;
using OptAIC.Models;

namespace OptAIC.Cli.Output;

/// <summary>Versions of models for people.</summary>
internal static class ModelOutput
{
    private const int MostMetrics = 4;

    /// <summary>One row per version, with its first metrics.</summary>
    public static void WriteList(Screen screen, IReadOnlyList<OptModel> models)
    {
        var table = new TextTable("VERSION", "STAGE", "TRAINED", "DATA DATE", "ACTIVE SINCE", "METRICS");
        foreach (var model in models)
        {
            table.Add(Words.Short(model.ModelVersion), Stage(model.Stage), Words.Of(model.TrainedAt), Words.Of(model.LastDataDate), Words.Of(model.ActiveSince), Metrics(model.Metrics));
        }

        table.Write(screen);
    }

    private static Cell Stage(ModelStage stage) => new(SnakeCase.Of(stage), stage switch
    {
        ModelStage.Active => Tint.Good,
        ModelStage.Candidate => Tint.Busy,
        _ => Tint.Faint,
    });

    private static string Metrics(IReadOnlyDictionary<string, double?> metrics) =>
        string.Join(", ", metrics.Take(MostMetrics).Select(m => $"{m.Key} {m.Value?.ToString("G4", CultureInfo.InvariantCulture) ?? "–"}")) + (metrics.Count > MostMetrics ? ", …" : "");
}
