using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using OptAIC.Engine.Files;
using OptAIC.Engine.Sqlite;

namespace OptAIC.Engine.Instances;

/// <summary>
/// Who an instance is when its files are somewhere else: documents name it, its parts, flows and runs, and what it reads, by id, and files by full path. All
/// of these are said anew in the copies; the rest of them stays as it is.
/// </summary>
/// <param name="Ids">The new ids by the old ones; ids that are not in it stay.</param>
/// <param name="From">The directory that the documents speak of.</param>
/// <param name="To">The directory where the files will be.</param>
/// <param name="Name">The name that the instance will have.</param>
internal sealed partial record InstanceIdentity(IReadOnlyDictionary<Guid, Guid> Ids, string From, string To, string Name)
{
    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true };

    /// <summary>Whether it becomes another instance beside the one that it was: then nothing is started twice by the schedules of both.</summary>
    public bool IsOther { get; init; }

    /// <summary>The id that stands for another.</summary>
    public Guid IdOf(Guid id) => Ids.GetValueOrDefault(id, id);

    /// <summary>Where a file belongs: folders and files of runs are named by their ids.</summary>
    public string PathOf(string name) => Ids.Count == 0 ? name : string.Join('/', name.Split('/').Select(p => Guids().Replace(p, Replaced)));

    /// <summary>Whether a file is a document that may have to be said anew.</summary>
    public static bool IsDocument(string name) => name == InstancePaths.DocumentName || InstanceFiles.IsCurrent(name) || name == "models/active" || (name.EndsWith(".json", StringComparison.Ordinal) && name.Split('/') switch
    {
        ["history" or "parts" or "metadata", ..] => true,
        ["models", _] => true,
        ["data", "csv", _, "load.json"] => true,
        _ => false,
    });

    /// <summary>Says a document anew.</summary>
    /// <param name="name">Its path below the instance's directory.</param>
    /// <param name="content">What it says.</param>
    public byte[] Apply(string name, byte[] content)
    {
        var document = JsonNode.Parse(content)!.AsObject();
        if (IsOther && name.StartsWith("metadata/runs/", StringComparison.Ordinal))
        {
            // A planned instant is claimed once in a workspace.
            (document["trigger"] as JsonObject)?.Remove("occurrence");
        }

        var said = (JsonObject)Said(document)!;
        if (name == InstancePaths.DocumentName)
        {
            said["name"] = Name;
            if (IsOther)
            {
                DisableEach(said["schedules"] as JsonObject);
                DisableEach((said["spec"] as JsonObject)?["schedules"] as JsonObject);
                Disable((said["spec"] as JsonObject)?["schedule"] as JsonObject);
            }
        }
        else if (name.StartsWith("parts/", StringComparison.Ordinal) && name.Split('/') is [_, var role, _])
        {
            said["name"] = $"{Name}.{role}";
        }
        else if (name.StartsWith("metadata/", StringComparison.Ordinal) && said.ContainsKey("instance_name"))
        {
            said["instance_name"] = Name;
        }

        return Encoding.UTF8.GetBytes(said.ToJsonString(Form));
    }

    /// <summary>Brings a file to a folder, said anew where it has to be.</summary>
    /// <param name="file">The file.</param>
    /// <param name="directory">Directory of the instance, while it is made aside.</param>
    /// <param name="isOurs">Whether nobody else uses the file, so that it can be moved.</param>
    public void Bring(InstanceFile file, string directory, bool isOurs = false)
    {
        var target = Path.Combine([directory, .. PathOf(file.Name).Split('/')]);
        try
        {
            WriteStep.Before("copy", target);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (IsDocument(file.Name))
            {
                File.WriteAllBytes(target, Apply(file.Name, DurableFile.ReadShared(file.Path)));
            }
            else if (InstanceFiles.IsDatabase(file.Name))
            {
                BringDatabase(file.Path, target, isOurs);
            }
            else if (isOurs)
            {
                File.Move(file.Path, target);
            }
            else
            {
                File.Copy(file.Path, target);
            }
        }
        catch (Exception refused) when (StorageException.IsRefusal(refused))
        {
            throw StorageException.From("copy", target, refused);
        }
    }

    // Whole whatever is in the log beside it, and smaller than it was.
    private void BringDatabase(string path, string target, bool isOurs)
    {
        if (isOurs)
        {
            File.Move(path, target);
        }
        else
        {
            using var source = SqliteDatabase.Open(path, SqliteOpenMode.ReadWrite, "");
            source.Execute("VACUUM INTO $1", target);
        }

        using var copy = SqliteDatabase.Open(target, SqliteOpenMode.ReadWrite, "");
        foreach (var run in copy.Query("SELECT DISTINCT run_id FROM loads", r => r.GetString(0)).Where(r => Guid.TryParse(r, out var id) && Ids.ContainsKey(id)))
        {
            copy.Execute("UPDATE loads SET run_id=$1 WHERE run_id=$2", Ids[Guid.Parse(run)].ToString("D"), run);
        }
    }

    private static void DisableEach(JsonObject? schedules)
    {
        foreach (var schedule in schedules ?? [])
        {
            Disable(schedule.Value as JsonObject);
        }
    }

    private static void Disable(JsonObject? schedule)
    {
        if (schedule is not null)
        {
            schedule["enabled"] = false;
        }
    }

    private JsonNode? Said(JsonNode? node) => node switch
    {
        JsonObject mapping => new JsonObject(mapping.Select(p => KeyValuePair.Create(Said(p.Key), Said(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Said)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(Said(value.GetValue<string>())),
        _ => node?.DeepClone(),
    };

    private string Said(string text)
    {
        if (text.StartsWith(From, StringComparison.Ordinal) && text.Length > From.Length && text[From.Length] is '/' or '\\')
        {
            var rest = text[(From.Length + 1)..].Split('/', '\\');
            text = Path.Combine([To, .. rest]);
        }

        return Ids.Count == 0 ? text : Guids().Replace(text, Replaced);
    }

    private string Replaced(Match match) => Ids.TryGetValue(Guid.Parse(match.Value), out var other) ? other.ToString("D") : match.Value;

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Guids();
}
