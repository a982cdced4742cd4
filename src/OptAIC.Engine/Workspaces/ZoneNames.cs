using System.Collections.Frozen;

namespace OptAIC.Engine.Workspaces;

/// <summary>
/// What time zones are called: by IANA, formerly by IANA, and by Windows. The tables are our own, since .NET has none where it runs without
/// cultures, and a machine may know the names of one side only.
/// </summary>
internal static class ZoneNames
{
    private const string World = "001";

    private static readonly Lazy<Tables> Known = new(Tables.Read);

    /// <summary>Every name in the tables: IANA's, former ones and those of Windows.</summary>
    public static IEnumerable<string> All => Known.Value.Windows.Keys.Concat(Known.Value.Names.Keys).Concat(Known.Value.WindowsOf.Keys).Distinct(StringComparer.Ordinal);

    /// <summary>Every name on Windows.</summary>
    public static IEnumerable<string> OfWindows => Known.Value.Windows.Keys;

    /// <summary>The IANA name of what Windows calls so, in any case; <c>null</c> when Windows calls nothing so.</summary>
    public static string? FromWindows(string name) => Known.Value.Windows.GetValueOrDefault(name);

    /// <summary>What Windows calls a zone, by any of its IANA names; <c>null</c> when it has nothing for it.</summary>
    public static string? ToWindows(string iana) =>
        Same(iana).Select(name => Known.Value.WindowsOf.GetValueOrDefault(name)).FirstOrDefault(name => name is not null);

    /// <summary>All IANA names of a zone, the one that IANA prefers first.</summary>
    public static IReadOnlyList<string> Same(string iana) => Known.Value.Names.GetValueOrDefault(iana) ?? [iana];

    private sealed record Tables(
        FrozenDictionary<string, string> Windows,
        FrozenDictionary<string, string> WindowsOf,
        FrozenDictionary<string, string[]> Names)
    {
        public static Tables Read()
        {
            var windows = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            var windowsOf = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var row in Lines("windows-zones.txt").Select(line => line.Split('|')))
            {
                var zones = row[2].Split(' ');
                if (row[1] == World)
                {
                    windows.Add(row[0], zones[0]);
                }

                foreach (var zone in zones)
                {
                    windowsOf.TryAdd(zone, row[0]);
                }
            }

            var names = from line in Lines("zone-names.txt") let same = line.Split(' ') from name in same select (name, same);
            return new Tables(
                windows.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase),
                windowsOf.ToFrozenDictionary(StringComparer.Ordinal),
                names.ToFrozenDictionary(n => n.name, n => n.same, StringComparer.Ordinal));
        }

        private static IEnumerable<string> Lines(string file)
        {
            using var reader = new StreamReader(typeof(ZoneNames).Assembly.GetManifestResourceStream($"OptAIC.Engine.Workspaces.{file}")!);
            while (reader.ReadLine() is { } line)
            {
                if (!line.StartsWith('#'))
                {
                    yield return line;
                }
            }
        }
    }
}
