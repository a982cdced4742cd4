using System.Globalization;
using System.Text;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Files;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Environments.Updates;

/// <summary>The <c>software/environment.yml</c> of a backpack, on the disk.</summary>
internal sealed class SpecificationFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    private readonly byte[] _bytes;
    private readonly string _software;

    private SpecificationFile(string path, byte[] bytes)
    {
        (Path, _bytes, _software) = (path, bytes, System.IO.Path.GetDirectoryName(path)!);
        Text = Strict.GetString(HasMark ? bytes.AsSpan(Mark.Length) : bytes);
        (Document, Spec) = Read(Text);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What stands in it.</summary>
    public string Text { get; }

    /// <summary>The same, read.</summary>
    public DocumentMapping Document { get; }

    /// <summary>What it asks for.</summary>
    public EnvironmentSpec Spec { get; }

    private bool HasMark => _bytes.AsSpan().StartsWith(Mark);

    /// <summary>Opens that of a backpack.</summary>
    /// <param name="backpack">Its folder.</param>
    /// <exception cref="EnvironmentUpdateException">It has none.</exception>
    /// <exception cref="InvalidDefinitionException">It breaks rules.</exception>
    public static SpecificationFile Open(string backpack)
    {
        var path = System.IO.Path.Combine(backpack, WorkflowFolder.Software, System.IO.Path.GetFileName(WorkflowFolder.Environment));
        if (DurableFile.TryReadShared(path) is not { } bytes)
        {
            throw new EnvironmentUpdateException($"'{backpack}' has no {WorkflowFolder.Environment}", "name the folder of the backpack");
        }

        try
        {
            return new SpecificationFile(path, bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new EnvironmentUpdateException($"'{path}' is not UTF-8 text", "save it as UTF-8");
        }
    }

    /// <summary>Puts another text in its place; what is there now is kept beside it under the next number.</summary>
    /// <returns>What is kept.</returns>
    /// <exception cref="EnvironmentUpdateException">Somebody changed the file meanwhile; nothing is written.</exception>
    public string Replace(string text)
    {
        var spec = Read(text).Spec;
        if (spec.Engine != Spec.Engine)
        {
            throw new EnvironmentUpdateException($"'{Path}' cannot be changed line by line", "write its lists with one item per line");
        }

        if (!DurableFile.TryReadShared(Path).AsSpan().SequenceEqual(_bytes))
        {
            throw new EnvironmentUpdateException($"'{Path}' was changed by somebody else meanwhile; nothing is written", "try it again");
        }

        var kept = Keep();
        DurableFile.Write(Path, [.. HasMark ? Mark : [], .. Strict.GetBytes(text)], Durability.Truth);
        return kept;
    }

    private (DocumentMapping Document, EnvironmentSpec Spec) Read(string text)
    {
        var issues = new List<OptIssue>();
        var document = DocumentReader.Read(text, Path);
        var spec = new EnvironmentReader(_software, issues).Read(document);
        return spec is not null && document is DocumentMapping mapping && !issues.Any(i => i.Severity == IssueSeverity.Error) ? (mapping, spec) : throw new InvalidDefinitionException(issues);
    }

    private string Keep()
    {
        for (var number = 1; ; number++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{Path}.{number}");
            try
            {
                WriteStep.Before("keep", path);
                using (var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write))
                {
                    RandomAccess.Write(file, _bytes, 0);
                    RandomAccess.FlushToDisk(file);
                }

                DurableDirectory.Flush(_software);
                return path;
            }
            catch (IOException) when (File.Exists(path))
            {
                // Kept by an earlier update.
            }
            catch (Exception refused) when (StorageException.IsRefusal(refused))
            {
                throw StorageException.From("write", path, refused);
            }
        }
    }
}
