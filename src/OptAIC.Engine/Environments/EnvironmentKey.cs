using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Documents;
using OptAIC.Model;

namespace OptAIC.Engine.Environments;

/// <summary>The key of an environment: a hash of all that shapes it. Comments, and the order of keys, do not.</summary>
internal static class EnvironmentKey
{
    // Part of paths that programs meet limits of, in their first lines on Unix and in length on Windows.
    private const int Digits = 32;

    /// <summary>Works it out.</summary>
    /// <param name="spec">What is asked for.</param>
    /// <param name="tool">What makes it.</param>
    /// <param name="folder">The folder <c>software</c>.</param>
    /// <param name="cancellation">Ends it.</param>
    public static string Of(EnvironmentSpec spec, EnvironmentTool? tool, string folder, CancellationToken cancellation)
    {
        var parts = new List<string> { Canonical(spec), RuntimeInformation.RuntimeIdentifier, tool?.Name ?? "", tool?.Version ?? "", tool?.Path ?? "" };
        foreach (var file in spec.UsesFiles ? Files(folder) : [])
        {
            parts.Add(Path.GetRelativePath(folder, file).Replace('\\', '/'));
            parts.Add(HashedCopy.Hash(file, cancellation).Sha256);
        }

        return Digest.Of([.. parts])[..Digits];
    }

    /// <summary>Every file of the folder, but the specification itself and what was kept of it.</summary>
    public static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(f => Path.GetRelativePath(folder, f) is var name && !(name == SpecName || (name.StartsWith(SpecName + ".", StringComparison.Ordinal) && int.TryParse(name.AsSpan(SpecName.Length + 1), CultureInfo.InvariantCulture, out _))))
        .Order(StringComparer.Ordinal);

    private static string SpecName => Path.GetFileName(WorkflowFolder.Environment);

    private static string Canonical(EnvironmentSpec spec)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("engine", SnakeCase.Of(spec.Engine));
            Write(json, "requirements", spec.Requirements.Select(r => r.Text));
            Write(json, "pip_arguments", spec.PipArguments);
            Write(json, "command", spec.Command);
            json.WriteString("post_install", spec.PostInstall);
            json.WriteStartObject("variables");
            foreach (var (name, value) in spec.Variables.OrderBy(v => v.Key, StringComparer.Ordinal))
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            CondaFile.WriteTo(json, spec);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
