using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Secrets;

/// <summary>The workspace's own file of secrets: <c>secrets</c> in its root, lines of <c>name: value</c>, readable by its owner alone.</summary>
internal sealed class SecretFile(string path)
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Where it is.</summary>
    public string Path { get; } = path;

    /// <summary>Whether there is one.</summary>
    public bool Exists => File.Exists(Path);

    /// <summary>What is wrong with who may read it; <c>null</c> when nothing is, or there is no file.</summary>
    public (string Message, string Hint)? Problem()
    {
        if (!Exists)
        {
            return null;
        }

        if (OperatingSystem.IsWindows())
        {
            return Strangers(Path) is { } who ? ($"{Path} can be read by {who}; secrets are for their owner alone", $"icacls \"{Path}\" /inheritance:r /grant:r \"%USERNAME%:F\"") : null;
        }

        // Of a link, the mode of the file that it leads to counts.
        var mode = File.GetUnixFileMode(File.ResolveLinkTarget(Path, returnFinalTarget: true)?.FullName ?? Path);
        return (mode & Others) == 0
            ? null
            : ($"{Path} has mode {Convert.ToString((int)mode, 8).PadLeft(4, '0')}: others than its owner have rights; secrets are for their owner alone", $"chmod 600 '{Path}'");
    }

    /// <summary>The secret of a name, or <c>null</c>.</summary>
    /// <exception cref="UnusableSecretException">Others may read the file, or it is no list of names and texts.</exception>
    public string? TryGet(string name)
    {
        if (!Exists)
        {
            return null;
        }

        if (Problem() is var (message, hint))
        {
            throw new UnusableSecretException(message, hint);
        }

        return Read()[name] is DocumentScalar { Text: var text } ? text : null;
    }

    // What is wrong with the text is not quoted: the text is secret.
    private DocumentMapping Read()
    {
        const string hint = "write one 'name: value' a line; quote values with ':' or '#' in them; a value of several lines follows '|'";
        try
        {
            var document = DocumentReader.ReadFile(Path);
            return document switch
            {
                DocumentMapping mapping when mapping.Entries.All(e => e.Value is DocumentScalar) => mapping,
                DocumentScalar { Text: "" } => new DocumentMapping([], document.Position),
                _ => throw new UnusableSecretException($"{Path} is no list of names and texts", hint),
            };
        }
        catch (InvalidDocumentException invalid)
        {
            throw new UnusableSecretException($"{Path}{(invalid.Issues is [{ Line: { } line }, ..] ? $", line {line}," : "")} is no list of names and texts", hint);
        }
    }

    [SupportedOSPlatform("windows")]
    private static string? Strangers(string path)
    {
        using var me = WindowsIdentity.GetCurrent();
        SecurityIdentifier?[] allowed =
        [
            me.User,
            new(WellKnownSidType.LocalSystemSid, null),
            new(WellKnownSidType.BuiltinAdministratorsSid, null),
            new(WellKnownSidType.CreatorOwnerSid, null),
        ];
        var rules = new FileInfo(path).GetAccessControl().GetAccessRules(includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier));
        return rules.Cast<FileSystemAccessRule>()
            .Where(r => r.AccessControlType == AccessControlType.Allow && r.FileSystemRights.HasFlag(FileSystemRights.ReadData))
            .Select(r => (SecurityIdentifier)r.IdentityReference)
            .FirstOrDefault(sid => !allowed.Contains(sid))?.Value;
    }
}
