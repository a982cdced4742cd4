using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;

namespace OptAIC.Quant.Tests.Expressions;

/// <summary>Wide CSV files of the test data: a date, then one column per name.</summary>
internal static class WideCsv
{
    private static readonly ConcurrentDictionary<string, (DateOnly[] Dates, Dictionary<string, double[]> Columns)> s_read = new();

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "data", name);

    /// <summary>Name of each column but the date → values, NaN where a cell is empty.</summary>
    public static (DateOnly[] Dates, Dictionary<string, double[]> Columns) Read(string name) => s_read.GetOrAdd(name, Parse);

    private static (DateOnly[] Dates, Dictionary<string, double[]> Columns) Parse(string name)
    {
        var lines = ReadLines(PathOf(name));
        var names = lines[0].Split(',')[1..];
        var cells = lines[1..].Select(line => line.Split(',')).ToArray();
        var dates = Array.ConvertAll(cells, row => DateOnly.ParseExact(row[0], "yyyy-MM-dd", CultureInfo.InvariantCulture));
        var columns = names.Select((column, i) => (column, Values: Array.ConvertAll(cells, row => Number(row[i + 1]))));
        return (dates, columns.ToDictionary(pair => pair.column, pair => pair.Values));
    }

    private static double Number(string cell) => cell.Length == 0 ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture);

    private static string[] ReadLines(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd('\n').Split('\n');
    }
}
