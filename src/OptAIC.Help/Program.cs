using OptAIC.Commands;
using OptAIC.Help;

// Usage: OptAIC.Help <folder of pages> <help file to write>
try
{
    var pages = Directory.EnumerateFiles(args[0], "*.md").Select(PageReader.Read).ToDictionary(p => p.Name);
    var cmdlets = typeof(OptCommand).Assembly.GetExportedTypes().Select(CmdletShape.TryRead).OfType<CmdletShape>().OrderBy(c => c.Name).ToList();
    PageCheck.Check(cmdlets, pages);
    Directory.CreateDirectory(Path.GetDirectoryName(args[1])!);
    MamlWriter.Write(args[1], cmdlets.Select(c => (c, pages[c.Name])));
    return 0;
}
catch (PageException error)
{
    // The form in which MSBuild understands an error.
    Console.Error.WriteLine($"{error.Page}({error.Line}): error OPTHELP: {error.Message}");
    return 1;
}
