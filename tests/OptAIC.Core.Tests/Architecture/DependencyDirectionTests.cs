using System.Xml.Linq;

namespace OptAIC.Core.Tests.Architecture;

/// <summary>Core ← Quant ← Engine ← surfaces; third-party packages live in the engine and in the surfaces only.</summary>
public sealed class DependencyDirectionTests
{
    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["OptAIC.Core"] = [],
        ["OptAIC.Quant"] = ["OptAIC.Core"],
        ["OptAIC.Engine"] = ["OptAIC.Core", "OptAIC.Quant"],
        ["OptAIC.Cli"] = ["OptAIC.Engine"],
        ["OptAIC.PowerShell"] = ["OptAIC.Engine"],
        ["OptAIC.Help"] = ["OptAIC.PowerShell"],
    };

    public static TheoryData<string> Projects => [.. MayReference.Keys];

    [Fact]
    public void Every_project_has_its_place() =>
        Assert.Equal(MayReference.Keys.Order(), Repository.Projects.Select(p => Path.GetFileNameWithoutExtension(p)).Order());

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_lies_below_it(string project) =>
        Assert.Empty(References(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/'))).Except(MayReference[project]));

    [Theory]
    [InlineData("OptAIC.Core")]
    [InlineData("OptAIC.Quant")]
    public void Model_and_numbers_need_no_package(string project)
    {
        Assert.Empty(References(project, "PackageReference"));
        Assert.Empty(References(project, "FrameworkReference"));
        Assert.Empty(References(project, "Reference"));
    }

    [Fact]
    public void No_package_comes_in_through_shared_build_files()
    {
        string[] shared = ["Directory.Build.props", "Directory.Build.targets", "src/Directory.Build.props", "src/Directory.Build.targets", "Directory.Packages.props"];
        string[] references = ["PackageReference", "GlobalPackageReference", "ProjectReference", "Reference"];

        Assert.DoesNotContain(
            shared.Select(f => Path.Combine(Repository.Root, f)).Where(File.Exists).SelectMany(f => XDocument.Load(f).Descendants()),
            e => references.Contains(e.Name.LocalName));
    }

    private static IEnumerable<string> References(string project, string kind)
    {
        var file = Repository.Projects.Single(p => Path.GetFileNameWithoutExtension(p) == project);
        // A project that is only built first, as the runner and the help are for the module, is not referenced.
        return XDocument.Load(file).Descendants().Where(e => e.Name.LocalName == kind && (string?)e.Attribute("ReferenceOutputAssembly") != "false").Select(e => (string)e.Attribute("Include")!);
    }
}
