using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using OptAIC.Engine.Tests.Archives;

namespace OptAIC.Engine.Tests.Transfer;

/// <summary>An archive that was exported, to be written again with something else in it.</summary>
internal sealed class ArchiveOfInstances
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public ArchiveOfInstances(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            using var from = entry.Open();
            from.CopyTo(content);
            _files.Add(entry.FullName, content.ToArray());
        }
    }

    public IEnumerable<string> Names => _files.Keys;

    /// <summary>Puts a file in the place of what is there, or beside it.</summary>
    public ArchiveOfInstances With(string name, string text)
    {
        _files[name] = Encoding.UTF8.GetBytes(text);
        return this;
    }

    public ArchiveOfInstances Without(string name)
    {
        _files.Remove(name);
        return this;
    }

    /// <summary>Writes it, with a manifest that names what is in it when it is asked to.</summary>
    public string Save(string path, bool isSaid, Func<ZipBytes, ZipBytes>? more = null)
    {
        if (isSaid)
        {
            var manifest = JsonNode.Parse(_files["manifest.json"])!;
            manifest["files"] = new JsonArray([.. _files.Where(f => f.Key != "manifest.json").Select(f => new JsonObject
            {
                ["path"] = f.Key,
                ["size"] = f.Value.Length,
                ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(f.Value)),
            })]);
            _files["manifest.json"] = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        }

        var zip = new ZipBytes();
        foreach (var (name, content) in _files)
        {
            zip.File(name, content);
        }

        return (more?.Invoke(zip) ?? zip).Save(path);
    }
}
