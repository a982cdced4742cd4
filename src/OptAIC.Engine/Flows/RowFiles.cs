using System.IO.Compression;
using System.Text;
using OptAIC.Engine.Csv;

namespace OptAIC.Engine.Flows;

/// <summary>Recognises an output that is a dataset: nothing but CSV files with a row per date and entity.</summary>
internal static class RowFiles
{
    /// <summary>The files of a folder, if all of them are such files; else none.</summary>
    public static IReadOnlyList<string> In(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        return files.TrueForAll(f => Path.GetDirectoryName(f) == Path.TrimEndingDirectorySeparator(folder) && HasRows(f)) ? files : [];
    }

    private static bool HasRows(string file)
    {
        var isPacked = file.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);
        if (!isPacked && !file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        using var stream = File.OpenRead(file);
        using var reader = new StreamReader(isPacked ? new GZipStream(stream, CompressionMode.Decompress) : stream, Encoding.UTF8);
        var names = reader.ReadLine()?.Split(',').Select(n => n.Trim().Trim('"')).ToList() ?? [];
        return CsvHeader.Find(names, new CsvFormat(), (_, _) => { }) is { Values.Count: > 0 };
    }
}
