using System.Text;
using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Files;
using OptAIC.Model;
using OptAIC.Naming;

namespace OptAIC.Engine.Definitions.Scaffolding;

/// <summary>Makes a new definition's folder: aside, then by one rename, and only where nothing is.</summary>
internal static class DefinitionScaffold
{
    private const long MostProgramBytes = 16 * 1024 * 1024;

    /// <summary>Makes an example of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="name">Its name.</param>
    /// <param name="folder">The folder to make; missing or empty.</param>
    /// <param name="entry">What runs; the usual one for the kind when <c>null</c>.</param>
    public static OptDefinitionScaffold New(DefinitionKind kind, string name, string folder, ScaffoldEntry? entry)
    {
        var known = ScaffoldTemplate.EntriesOf(kind);
        var chosen = entry ?? known[0];
        if (!known.Contains(chosen))
        {
            throw new ScaffoldRefusedException($"there is no example of a {kind} with the entry {SnakeCase.Of(chosen)}", $"there are: {string.Join(", ", known.Select(k => SnakeCase.Of(k)))}");
        }

        CheckName(name);
        if (kind is DefinitionKind.OpDef or DefinitionKind.OpMacroDef && (char.IsAsciiDigit(name[0]) || name.AsSpan().ContainsAny('-', '.')))
        {
            throw new ScaffoldRefusedException($"'{name}' cannot be called in an expression", "use letters, digits and '_', and begin with a letter");
        }

        var template = ScaffoldTemplate.Read(kind, SnakeCase.Of(chosen), name);
        return Make(kind, chosen, name, folder, template.Files.ToDictionary(f => f.Key, f => Encoding.UTF8.GetBytes(f.Value)));
    }

    /// <summary>Puts a workflow around a program that is there.</summary>
    /// <param name="program">A <c>.ps1</c>, <c>.py</c>, <c>.sh</c> or <c>.ipynb</c> file, which is copied.</param>
    /// <param name="name">Name of the definition.</param>
    /// <param name="folder">The folder to make; missing or empty.</param>
    public static OptDefinitionScaffold FromProgram(string program, string name, string folder)
    {
        CheckName(name);
        var file = Path.GetFileName(program);
        var (entry, words) = CommandOf(file);
        if (PortableName.Problem(file) is { } problem)
        {
            throw new ScaffoldRefusedException($"the file '{file}' cannot be part of a definition: {problem}", "rename it");
        }

        var files = ScaffoldTemplate.Read(DefinitionKind.WorkflowDef, "file", name).Files.ToDictionary(
            f => f.Key,
            f => Encoding.UTF8.GetBytes(f.Value
                .Replace("my_command", string.Join(", ", words.Select(Quoted)), StringComparison.Ordinal)
                .Replace("Runs my_program", Quoted($"Runs {file}"), StringComparison.Ordinal)));
        files[$"workflow/{file}"] = Read(program);
        return Make(DefinitionKind.WorkflowDef, entry, name, folder, files);
    }

    private static (ScaffoldEntry Entry, string[] Words) CommandOf(string file)
    {
        ScaffoldEntry? entry = Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".ps1" => ScaffoldEntry.Powershell,
            ".py" or ".ipynb" => ScaffoldEntry.Python,
            ".sh" => ScaffoldEntry.Shell,
            _ => null,
        };
        return entry is { } known
            ? (known, [.. ProgramCommand.ByName(file)!])
            : throw new ScaffoldRefusedException($"'{file}' is no program that a workflow can be put around", "give a .ps1, .py, .sh or .ipynb file");
    }

    // A JSON string is a YAML one.
    private static string Quoted(string text) => JsonSerializer.Serialize(text, Documents.DocumentJson.Default.String);

    private static byte[] Read(string program)
    {
        using var handle = DurableFile.TryOpenShared(Path.GetFullPath(program)) ?? throw new ScaffoldRefusedException($"there is no file '{program}'", "check the path");
        var size = RandomAccess.GetLength(handle);
        if (size > MostProgramBytes)
        {
            throw new ScaffoldRefusedException($"'{program}' has {size} bytes; {MostProgramBytes} are allowed", "give the script itself; data belong beside it");
        }

        var content = new byte[size];
        using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        stream.ReadExactly(content);
        return content;
    }

    private static void CheckName(string name)
    {
        InstanceName.Check(name);
        if (name.StartsWith(BuiltinDefinitions.Prefix, StringComparison.OrdinalIgnoreCase))
        {
            throw new DefinitionNameTakenException(name, $"names that begin with '{BuiltinDefinitions.Prefix}' are those of the engine");
        }
    }

    private static OptDefinitionScaffold Make(DefinitionKind kind, ScaffoldEntry entry, string name, string folder, Dictionary<string, byte[]> files)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        CheckTarget(folder);
        var next = NextCommands.Of(kind, entry, name, folder);
        files["README.md"] = Encoding.UTF8.GetBytes($"# {name}\n\nA {kind}. The next commands:\n\n```console\n{string.Concat(next.Select(n => $"$ {n}\n"))}```\n");
        var staging = Path.Combine(Path.GetDirectoryName(folder)!, $".{Guid.CreateVersion7():N}.new");
        try
        {
            foreach (var (path, content) in files)
            {
                var file = Path.Combine(staging, path.Replace('/', Path.DirectorySeparatorChar));
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllBytes(file, content);
            }

            Publish(staging, folder);
        }
        catch (Exception refused) when (StorageException.IsRefusal(refused))
        {
            throw StorageException.From("make", folder, refused);
        }
        finally
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }
        }

        return new OptDefinitionScaffold { Kind = kind.ToString(), Name = name, Entry = SnakeCase.Of(entry), Path = folder, Files = [.. files.Keys.Order(StringComparer.Ordinal)], Next = next };
    }

    private static void CheckTarget(string folder)
    {
        if (new DirectoryInfo(folder) is { LinkTarget: not null } || new FileInfo(folder).LinkTarget is not null)
        {
            throw new ScaffoldRefusedException($"'{folder}' is a link, and links are not followed", "name the folder itself");
        }

        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw Taken(folder);
        }
    }

    // A rename replaces an empty folder on Unix, and never anything else.
    private static void Publish(string staging, string folder)
    {
        if (OperatingSystem.IsWindows() && Directory.Exists(folder))
        {
            Directory.Delete(folder);
        }

        try
        {
            DurableDirectory.Publish(staging, folder, Durability.Truth);
        }
        catch (StorageException taken) when (taken.Fault == StorageFault.Exists)
        {
            throw Taken(folder);
        }
    }

    private static ScaffoldRefusedException Taken(string folder) => new($"there is something in '{folder}' already", "a new definition never overwrites: name a folder that is missing or empty");
}
