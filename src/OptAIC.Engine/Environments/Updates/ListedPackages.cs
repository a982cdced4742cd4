using System.Text.RegularExpressions;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Environments.Updates;

/// <summary>Holds a list of packages against what is installed, and notes in the text of its file what differs.</summary>
/// <param name="list">The list; <c>null</c> when the file has none.</param>
/// <param name="installed">What is installed.</param>
/// <param name="versionsOnly">Whether only versions of what is listed are written.</param>
/// <param name="change">Makes a change: name, before, after, kind, reason.</param>
internal sealed partial class ListedPackages(
    DocumentSequence? list, IReadOnlyList<InstalledPackage> installed, bool versionsOnly, Func<string, string?, string?, string, string?, OptPackageChange> change)
{
    // What every environment has to begin with.
    private static readonly string[] Given = ["pip", "setuptools", "wheel", "distribute"];

    private readonly List<OptPackageChange> _changes = [];

    /// <summary>What differs.</summary>
    public IReadOnlyList<OptPackageChange> Changes => _changes;

    /// <summary>What is to be added, as it is to be written.</summary>
    public List<string> Added { get; } = [];

    /// <summary>A list of pip's requirements.</summary>
    public ListedPackages OfPip(SpecificationText text)
    {
        var versions = installed.DistinctBy(p => PipRequirement.Canonical(p.Name)).ToDictionary(p => PipRequirement.Canonical(p.Name), StringComparer.Ordinal);
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in list?.Items.OfType<DocumentScalar>() ?? [])
        {
            var requirement = new PipRequirement(node.Text.Trim());
            if (requirement.Name is { } name && listed.Add(name) && versions.TryGetValue(name, out var package) && package.IsLocal != true && requirement.Pinned(package.Version) is { } pinned)
            {
                Replace(text, node, package, pinned, isHeld: Exact().IsMatch(node.Text));
            }
        }

        foreach (var package in installed.Where(p => !listed.Contains(PipRequirement.Canonical(p.Name)) && !Given.Contains(PipRequirement.Canonical(p.Name))))
        {
            Add(package, $"{package.Name}=={package.Version}");
        }

        return this;
    }

    /// <summary>A list of conda's dependencies.</summary>
    public ListedPackages OfConda(SpecificationText text)
    {
        var versions = installed.DistinctBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);
        var listed = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var node in list?.Items.OfType<DocumentScalar>() ?? [])
        {
            var parts = Dependency().Match(node.Text.Trim());
            var name = parts.Groups["name"].Value;
            if (parts.Success && listed.Add(name) && versions.TryGetValue(name, out var package) && !IsHeldTo(parts.Groups["rest"].Value, package.Version))
            {
                Replace(text, node, package, $"{parts.Groups["channel"].Value}{name}={package.Version}", isHeld: parts.Groups["rest"].Value.TrimStart().StartsWith('='));
            }
        }

        foreach (var package in installed.Where(p => !listed.Contains(p.Name)))
        {
            Add(package, $"{package.Name}={package.Version}");
        }

        return this;
    }

    // With a build behind it, it is the same version still.
    private static bool IsHeldTo(string rest, string version) => rest.Trim().TrimStart('=').Split('=')[0] == version && rest.TrimStart().StartsWith('=');

    private void Replace(SpecificationText text, DocumentScalar node, InstalledPackage package, string after, bool isHeld)
    {
        if (Spaces().Replace(after, "") != Spaces().Replace(node.Text, ""))
        {
            text.Replace(node, after);
            _changes.Add(change(package.Name, node.Text, after, isHeld ? "changed" : "pinned", null));
        }
    }

    private void Add(InstalledPackage package, string after)
    {
        if (versionsOnly)
        {
            return;
        }

        if (package.IsLocal == true)
        {
            // Of what the file installs from a folder or a wheel, that stands there already.
            if (package.By == InstanceEnvironment.Overlay)
            {
                _changes.Add(change(package.Name, null, null, "left_out", "it was installed from a file or a folder; put that into software/ and list its path"));
            }

            return;
        }

        Added.Add(after);
        _changes.Add(change(package.Name, null, after, "added", null));
    }

    [GeneratedRegex("===?")]
    private static partial Regex Exact();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^(?<channel>[^\s=<>!~:]+::)?(?<name>[A-Za-z0-9_.-]+)(?<rest>.*)$")]
    private static partial Regex Dependency();
}
