using System.Globalization;
using OptAIC.Engine.Contracts;
using OptAIC.Engine.Csv;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Flows;

/// <summary>The weights that an optimiser's program leaves as <c>weights.csv</c>: of one date, or by date.</summary>
/// <param name="instance">Name of the instance.</param>
/// <param name="program">The program.</param>
internal sealed class ProgramWeights(string instance, string program)
{
    private const string Date = "date";

    /// <summary>Reads the weights, and writes the file anew in the form that every optimiser publishes: <c>date,entity,weight</c>.</summary>
    /// <param name="folder">The output folder.</param>
    /// <param name="day">Date of weights that have none; <c>null</c> when there is none to be had.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Dates × names; a name without a weight on a date has no value there.</returns>
    /// <exception cref="OptimizationException">There are no weights, or their date is unknown.</exception>
    /// <exception cref="CsvException">The file is malformed, or a weight is no number.</exception>
    public Panel Read(string folder, DateOnly? day, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, WeightsFile.Name);
        if (!File.Exists(file))
        {
            var left = Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
            throw Failed($"{program} left no {WeightsFile.Name} in its output folder; it left {(left.Count == 0 ? "nothing" : string.Join(", ", left))}");
        }

        AddDate(file, day);
        var format = new CsvFormat { Columns = new Dictionary<string, string> { [WeightsFile.Column] = WeightsFile.Column }, Required = new HashSet<string> { WeightsFile.Column } };
        var weights = new CsvReader(format).Read([file], cancellation);
        if (weights.Index.Rows == 0)
        {
            throw Failed($"{program} left a {WeightsFile.Name} without a single weight");
        }

        PanelCsv.Write(file, weights);
        return weights;
    }

    /// <summary>What the weights of the last date are like.</summary>
    public static IReadOnlyDictionary<string, double?> Metrics(Panel weights)
    {
        var last = Last(weights).Where(w => w != 0).ToList();
        var gross = last.Sum(Math.Abs);
        var herfindahl = last.Sum(w => w * w / (gross * gross));
        return new Dictionary<string, double?>
        {
            ["names"] = last.Count,
            ["gross_exposure"] = gross,
            ["net_exposure"] = last.Sum(),
            ["herfindahl"] = last.Count == 0 ? null : herfindahl,
            ["effective_names"] = last.Count == 0 ? null : 1 / herfindahl,
        };
    }

    private static IEnumerable<double> Last(Panel weights)
    {
        for (var e = 0; e < weights.Index.Count; e++)
        {
            if (weights.Series(WeightsFile.Column, e)[^1] is var weight && !double.IsNaN(weight))
            {
                yield return weight;
            }
        }
    }

    // The lines stay where they are, so that what is wrong with one is named with its number.
    private void AddDate(string file, DateOnly? day)
    {
        var lines = File.ReadAllLines(file);
        var header = Array.FindIndex(lines, l => l.Length > 0);
        if (header < 0 || lines[header].Split(',').Any(c => c.Trim(' ', '"').Equals(Date, StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        if (day is not { } known)
        {
            throw Failed($"the weights of {program} have no date, and it reads nothing that has one");
        }

        var text = known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        File.WriteAllLines(file, lines.Select((line, number) => line.Length == 0 ? line : $"{(number == header ? Date : text)},{line}"));
    }

    private OptimizationException Failed(string problem) =>
        new(instance, problem, $"write {WeightsFile.Name} with the columns entity and weight, or date, entity and weight; docs/command-entries.md has an example");
}
