namespace OptAIC.Core.Tests.Architecture;

public sealed class SourceLayoutTests
{
    private const int MaxLines = 300;
    private const string Namespace = "namespace ";

    [Fact]
    public void No_source_file_is_longer_than_three_hundred_lines() =>
        Assert.Empty(Repository.Sources.Where(f => File.ReadLines(f).Count() > MaxLines).Select(Relative));

    [Fact]
    public void Each_folder_is_one_namespace_and_each_namespace_one_folder_of_a_project()
    {
        // The cmdlets and what only they use share one namespace, whatever folder they are in.
        var places = Repository.Sources
            .Where(f => !Relative(f).StartsWith("src/OptAIC.PowerShell/", StringComparison.Ordinal))
            .SelectMany(f => File.ReadLines(f).Where(l => l.StartsWith(Namespace, StringComparison.Ordinal)).Select(l => (Folder: Relative(Path.GetDirectoryName(f)!), Name: l[Namespace.Length..].TrimEnd(';'))))
            .Distinct().ToList();

        Assert.NotEmpty(places);
        Assert.Empty(places.GroupBy(p => p.Folder).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(p => p.Name))}"));
        Assert.Empty(places.GroupBy(p => (Project: p.Folder.Split('/')[1], p.Name)).Where(g => g.Count() > 1).Select(g => $"{g.Key.Name}: {string.Join(", ", g.Select(p => p.Folder))}"));
    }

    private static string Relative(string path) => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');
}
