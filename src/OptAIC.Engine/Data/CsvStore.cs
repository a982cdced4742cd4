using System.Globalization;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Files;
using OptAIC.Model;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Data;

/// <summary>
/// The CSV store of a dataset: a folder per load with one file per year, sorted by entity and date, and a <c>load.json</c>. A load is staged
/// aside and appears by one rename; nothing in it changes afterwards.
/// </summary>
internal sealed class CsvStore : DataStore
{
    private const string LoadDocument = "load.json";

    private readonly string _folder;
    private readonly List<CsvLoadDocument> _loads;

    private CsvStore(string folder)
    {
        _folder = folder;
        _loads = [.. Directory.EnumerateDirectories(folder).Where(d => IsLoad(d)).Order(StringComparer.Ordinal).Select(d => DocumentFile.Read(Path.Combine(d, LoadDocument), DocumentJson.Default.CsvLoadDocument))];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Fields => [.. _loads.SelectMany(l => l.Fields).Distinct(StringComparer.Ordinal)];

    /// <summary>Opens the store, and makes it when it is not there.</summary>
    public static CsvStore OpenOrCreate(string folder)
    {
        Directory.CreateDirectory(folder);
        return new CsvStore(folder);
    }

    /// <summary>Opens a store to read it.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static CsvStore OpenToRead(string folder) => new(folder);

    /// <inheritdoc/>
    public override Panel Read(long loadId, string? knownBy = null, DataQuery? query = null)
    {
        var fields = query is { Columns.Count: > 0 } ? query.Columns : Fields;
        var newest = new Dictionary<(string Entity, string Date), double[]>();
        foreach (var load in _loads.Where(l => l.LoadId <= loadId))
        {
            var places = fields.Select(f => load.Fields.ToList().IndexOf(f)).ToArray();
            foreach (var row in RowsOf(load, query))
            {
                if (knownBy is null || string.CompareOrdinal(row.Knowledge, knownBy) <= 0)
                {
                    newest[(row.Entity, row.Date)] = Array.ConvertAll(places, p => p < 0 ? double.NaN : row.Values[p]);
                }
            }
        }

        var table = new LongTable(fields);
        foreach (var ((entity, date), values) in newest.OrderBy(r => r.Key.Entity, StringComparer.Ordinal).ThenBy(r => r.Key.Date, StringComparer.Ordinal))
        {
            if (!Array.TrueForAll(values, double.IsNaN))
            {
                table.Add(DateOnly.ParseExact(date, "O", CultureInfo.InvariantCulture), entity, values);
            }
        }

        var panel = table.ToPanel();
        return query is { Columns.Count: > 0 } ? panel : PanelContent.Of(panel);
    }

    /// <inheritdoc/>
    public override void Append(long after, StoreLoad load, string version, Guid runId, DateTimeOffset loadedAt)
    {
        foreach (var left in _loads.Where(l => l.LoadId > after).Reverse().ToList())
        {
            Directory.Delete(FolderOf(left.LoadId), recursive: true);
            _loads.Remove(left);
        }

        Write(new StoredLoad(after + 1, version, runId.ToString("D"), Knowledge.At(loadedAt), [.. load.Panel.Fields]), load.Rows(loadedAt));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<StoredLoad> Loads(long upTo) =>
        [.. _loads.Where(l => l.LoadId <= upTo).Select(l => new StoredLoad(l.LoadId, l.Version, l.RunId, UtcTimeConverter.ToText(l.LoadedAt), l.Fields))];

    /// <inheritdoc/>
    public override IEnumerable<StoredRow> Rows(StoredLoad load) => RowsOf(_loads.First(l => l.LoadId == load.LoadId), null)
        .OrderBy(r => r.Entity, StringComparer.Ordinal).ThenBy(r => r.Date, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override void Import(StoredLoad load, IEnumerable<StoredRow> rows) => Write(load, rows);

    private static bool IsLoad(string directory) => long.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private string FolderOf(long loadId) => Path.Combine(_folder, loadId.ToString("D6", CultureInfo.InvariantCulture));

    private IEnumerable<StoredRow> RowsOf(CsvLoadDocument load, DataQuery? query)
    {
        var (from, to) = (query?.From?.ToString("O"), query?.To?.ToString("O"));
        var entities = query is { Entities.Count: > 0 } ? query.Entities.ToHashSet(StringComparer.Ordinal) : null;
        foreach (var file in Directory.EnumerateFiles(FolderOf(load.LoadId), "*.csv").Order(StringComparer.Ordinal))
        {
            var year = Path.GetFileNameWithoutExtension(file);
            if (string.CompareOrdinal(year, from?[..4] ?? year) < 0 || string.CompareOrdinal(year, to?[..4] ?? year) > 0)
            {
                continue;
            }

            foreach (var row in CsvStoreFile.Read(file, load.Fields.Count))
            {
                if ((from is null || string.CompareOrdinal(row.Date, from) >= 0) && (to is null || string.CompareOrdinal(row.Date, to) <= 0) && entities?.Contains(row.Entity) != false)
                {
                    yield return row;
                }
            }
        }
    }

    private void Write(StoredLoad load, IEnumerable<StoredRow> rows)
    {
        var staging = Path.Combine(_folder, ".staging");
        StoreEngine.Delete(staging);
        Directory.CreateDirectory(staging);
        var count = 0;
        foreach (var year in rows.GroupBy(r => r.Date[..4]))
        {
            count += CsvStoreFile.Write(Path.Combine(staging, year.Key + ".csv"), load.Fields, year);
        }

        var document = new CsvLoadDocument
        {
            LoadId = load.LoadId,
            Version = load.Version,
            RunId = load.RunId,
            LoadedAt = UtcTimeConverter.Parse(load.LoadedAt),
            Rows = count,
            Fields = load.Fields,
        };
        DocumentFile.Write(Path.Combine(staging, LoadDocument), document, DocumentJson.Default.CsvLoadDocument, Durability.Knowledge);
        DurableDirectory.Publish(staging, FolderOf(load.LoadId), Durability.Truth);
        _loads.Add(document);
    }
}
