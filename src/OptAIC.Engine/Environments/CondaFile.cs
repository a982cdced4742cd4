using System.Text.Json;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Environments;

/// <summary>The file that conda is given: what of the environment is conda's own, without its name and place, and without what is ours.</summary>
internal static class CondaFile
{
    /// <summary>Its name, beside the files that it may refer to.</summary>
    public const string Name = "environment.optaic.yml";

    /// <summary>Writes it. JSON is YAML.</summary>
    public static void Write(string path, EnvironmentSpec spec)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        WriteTo(json, spec);
        json.WriteEndObject();
    }

    /// <summary>Writes channels and dependencies.</summary>
    public static void WriteTo(Utf8JsonWriter json, EnvironmentSpec spec)
    {
        foreach (var key in (string[])["channels", "dependencies"])
        {
            if (spec.Conda?.Value(key) is { } value)
            {
                json.WritePropertyName(key);
                value.WriteTo(json);
            }
        }
    }

    /// <summary>What an export says is installed.</summary>
    /// <exception cref="InvalidDocumentException">It is no export.</exception>
    public static IReadOnlyList<Documents.InstalledPackage> Packages(string export)
    {
        var packages = new List<Documents.InstalledPackage>();
        foreach (var item in ((DocumentReader.Read(export, "conda env export") as DocumentMapping)?["dependencies"] as DocumentSequence)?.Items ?? [])
        {
            if (item is DocumentScalar { Text: var text } && text.Split('=', StringSplitOptions.RemoveEmptyEntries) is [var name, var version, ..])
            {
                packages.Add(new(name[(name.LastIndexOf(':') + 1)..].Trim(), version.Trim()));
            }

            foreach (var pip in ((item as DocumentMapping)?["pip"] as DocumentSequence)?.Items.OfType<DocumentScalar>() ?? [])
            {
                if (pip.Text.Split("==") is [var package, var installed])
                {
                    packages.Add(new(package.Trim(), installed.Trim()) { By = "pip" });
                }
            }
        }

        return packages;
    }
}
