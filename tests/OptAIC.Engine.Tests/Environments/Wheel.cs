using System.IO.Compression;

namespace OptAIC.Engine.Tests.Environments;

/// <summary>The smallest package that pip installs.</summary>
internal static class Wheel
{
    /// <summary>Writes one with a module of its name, whose <c>version</c> is that of the package.</summary>
    /// <returns>Its path.</returns>
    public static string Write(string folder, string name, string version, params string[] requires)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{name}-{version}-py3-none-any.whl");
        var info = $"{name}-{version}.dist-info";
        (string Name, string Text)[] files =
        [
            ($"{name}/__init__.py", $"version = '{version}'\n"),
            ($"{info}/METADATA", $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{string.Concat(requires.Select(r => $"Requires-Dist: {r}\n"))}"),
            ($"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
            ($"{info}/RECORD", $"{name}/__init__.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n"),
        ];
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var file in files)
        {
            using var writer = new StreamWriter(archive.CreateEntry(file.Name).Open());
            writer.Write(file.Text);
        }

        return path;
    }
}
