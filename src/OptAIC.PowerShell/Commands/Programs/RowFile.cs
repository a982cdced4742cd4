using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace OptAIC.Commands;

/// <summary>
/// A CSV file that objects are written into as they come. The first one says which columns there are; a file that the script began before is
/// continued with the columns that it has. Numbers have a point and every digit, dates are ISO dates, nothing is an empty cell.
/// </summary>
internal sealed class RowFile : IDisposable
{
    // Loaders look for these in lower case; objects often have them with a capital.
    private static readonly string[] Known = ["date", "entity", "symbol", "ticker"];
    private static readonly char[] NeedQuotes = [',', '"', '\r', '\n'];

    private readonly StreamWriter _file;
    private readonly string _name;
    private string[]? _columns;
    private string[] _names = [];

    /// <summary>Opens the file; it is made when there is none.</summary>
    public RowFile(string path)
    {
        _name = Path.GetFileName(path);
        _columns = File.Exists(path) ? HeaderOf(path) : null;
        _names = _columns ?? [];
        _file = new StreamWriter(path, append: true, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
    }

    /// <summary>Writes a row.</summary>
    /// <exception cref="RowShapeException">The object has properties that the rows before it have not, or none.</exception>
    public void Write(PSObject row)
    {
        var values = Values(row);
        if (_columns is null)
        {
            _names = [.. values.Keys];
            _columns = [.. _names.Select(n => Known.FirstOrDefault(k => k.Equals(n, StringComparison.OrdinalIgnoreCase)) ?? n)];
            if (_columns.Length == 0)
            {
                throw new RowShapeException($"{_name}: the object has no properties, and a row needs some; found {row.BaseObject.GetType().Name}");
            }

            _file.WriteLine(string.Join(',', _columns.Select(Quoted)));
        }

        if (values.Keys.FirstOrDefault(k => !_names.Contains(k, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new RowShapeException($"{_name}: the object has the property '{unknown}', which the rows before it have not; they have {string.Join(", ", _columns)}");
        }

        _file.WriteLine(string.Join(',', _names.Select(n => values.TryGetValue(n, out var value) ? Quoted(Text(value)) : "")));
    }

    public void Dispose() => _file.Dispose();

    private static Dictionary<string, object?> Values(PSObject row)
    {
        var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        if (row.BaseObject is IDictionary mapping)
        {
            foreach (DictionaryEntry entry in mapping)
            {
                values[Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!] = entry.Value;
            }
        }
        else if (row.BaseObject is not (string or ValueType))
        {
            foreach (var property in row.Properties)
            {
                values[property.Name] = property.Value;
            }
        }

        return values;
    }

    private static string Text(object? value) => DateTransformationAttribute.Unwrap(value) switch
    {
        null or DBNull => "",
        double number => double.IsNaN(number) ? "" : number.ToString("R", CultureInfo.InvariantCulture),
        float number => float.IsNaN(number) ? "" : number.ToString("R", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };

    private static string Quoted(string text) => text.IndexOfAny(NeedQuotes) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string[]? HeaderOf(string path)
    {
        using var file = new StreamReader(path);
        return file.ReadLine() is { Length: > 0 } header ? [.. header.Split(',').Select(c => c.Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal))] : null;
    }
}
