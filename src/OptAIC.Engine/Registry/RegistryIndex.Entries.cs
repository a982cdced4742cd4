using System.Text.Json;
using OptAIC.Engine.Documents;
using OptAIC.Model;

namespace OptAIC.Engine.Registry;

/// <content>Instances one after another, with what is known of them without their flows.</content>
internal sealed partial class RegistryIndex
{
    private const int FirstEntries = 64;
    private const int MostEntries = 4096;

    /// <summary>Id, name, type, definition, tags and directory of every instance, in order of the ids. Read piece by piece: the first come at once, and nobody is kept from writing.</summary>
    public IEnumerable<(Guid Id, string Name, InstanceType Type, string Definition, IReadOnlyList<string> Tags, string Directory)> Entries()
    {
        var last = "";
        for (var count = FirstEntries; ; count = Math.Min(2 * count, MostEntries))
        {
            var rows = _database.Query(
                "SELECT id, name, type, definition, tags, directory FROM instances WHERE id>$1 ORDER BY id LIMIT $2",
                r => (Guid.Parse(r.GetString(0)), r.GetString(1), RegistryReader.Parse<InstanceType>(r, 2), r.GetString(3), Tags(r.GetString(4)), r.GetString(5)),
                last, count);
            foreach (var row in rows)
            {
                yield return row;
            }

            if (rows.Count < count)
            {
                yield break;
            }

            last = Text(rows[^1].Item1);
        }
    }

    private static IReadOnlyList<string> Tags(string json) => json == "[]" ? [] : JsonSerializer.Deserialize(json, LineJson.Default.IReadOnlyListString)!;
}
